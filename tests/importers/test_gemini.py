import json

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Reason
from nfstudio.importers import recognise
from nfstudio.importers.gemini import GUESS
from nfstudio.importers.gemini_titles import Wording, learnt, thumb_of


def activity(title, time, *answers, **more):
    html = [{"html": answer} for answer in answers]
    return {"header": "Gemini Apps", "title": title, "time": time, "safeHtmlItem": html, **more}


@pytest.fixture
def export(tmp_path, read):
    """What is found in a file of these entries."""

    def write(*entries):
        (tmp_path / "MyActivity.json").write_text(json.dumps(entries), encoding="utf-8")
        return read(tmp_path / "MyActivity.json")

    return write


def translated(before, after="", count=6):
    asked = ("Wo?", "Warum nicht?", "und dann", "nein, anders", "Danke schön", "Wie weit ist es?")
    return [
        activity(f"{before}{words}{after}", f"2026-01-01T10:0{9 - i}:00Z", "<p>Ja.</p>")
        for i, words in enumerate(asked[:count])
    ]


def test_prompts_are_grouped_by_pauses_and_each_group_says_that_this_is_a_guess(samples, read):
    found, problems = read(samples / "gemini" / "normal.json")
    assert problems == []
    assert [len(item.conversation.messages) for item in found] == [4, 2, 1]
    first = found[0].conversation
    assert [(m.role, m.content, m.parent) for m in first.messages] == [
        (Role.USER, "Which river runs\nthrough Lyon?", None),
        (Role.ASSISTANT, "The Rhone.", 0),
        (Role.USER, "no, the other river", 1),
        (Role.ASSISTANT, "The Saône.\n\nIt is slow.\nIt is green.", 2),
    ]
    assert first.messages[0].extra == {"attachments": ["map.pdf", "lyon.jpg"], "grouping": GUESS}
    assert all(item.conversation.messages[0].extra["grouping"] == GUESS for item in found)
    assert (first.origin_id, first.created_at, found[0].place) == (
        "2026-01-03T10:04:00Z",
        "2026-01-03T10:04:00Z",
        "record 3",
    )


def test_a_thumb_belongs_to_the_nearest_earlier_prompt_and_other_events_to_nobody(samples, read):
    found, _ = read(samples / "gemini" / "normal.json")
    assert [m.rating for m in found[0].conversation.messages] == [None, -1, None, None]


def test_a_thumb_given_hours_later_finds_its_prompt(export):
    found, _ = export(
        activity("Gave feedback: Good response", "2026-01-01T20:00:00Z"),
        activity("Prompted a", "2026-01-01T10:00:00Z", "<p>b</p>"),
    )
    assert [m.rating for m in found[0].conversation.messages] == [None, 1]


def test_drafts_that_were_not_shown_are_branches(samples, read):
    ((found,), _) = read(samples / "gemini" / "branches.json")
    assert [(m.content, m.parent, m.on_active_path) for m in found.conversation.messages] == [
        ("Write a first line", None, True),
        ("Once upon a time.", 0, True),
        ("It was night.", 0, False),
        ("Call me.", 0, False),
        ("shorter", 1, True),
        ("By the sea.", 4, True),
    ]


@pytest.mark.parametrize(("minutes", "groups"), [(30, 1), (31, 2)])
def test_a_pause_of_more_than_thirty_minutes_begins_a_new_conversation(export, minutes, groups):
    found, _ = export(
        activity("Prompted b", f"2026-01-01T10:{minutes}:00Z", "<p>2</p>"),
        activity("Prompted a", "2026-01-01T10:00:00Z", "<p>1</p>"),
    )
    assert len(found) == groups


@pytest.mark.parametrize(
    ("before", "after"), [("Eingegebener Prompt: ", ""), ("送信したメッセージ：", ""), ("「", "」と質問しました")]
)
def test_the_words_around_a_prompt_are_learnt_in_any_language(export, before, after):
    ((found,), problems) = export(activity("Canvas erstellt", "2026-01-01T10:20:00Z"), *translated(before, after))
    assert problems == []
    assert found.conversation.messages[0].content == "Wie weit ist es?"
    assert found.conversation.messages[-2].content == "Wo?"
    assert len(found.conversation.messages) == 12


def test_words_that_cannot_be_learnt_stay_and_are_told_of(export):
    found, problems = export(*translated("Eingegebener Prompt: ", count=2))
    assert [p.reason for p in problems] == [Reason.WRONG_SHAPE]
    assert found[0].conversation.messages[0].content == "Eingegebener Prompt: Warum nicht?"


def test_a_word_that_many_people_begin_with_is_not_taken_for_wording():
    titles = ["Prompted How old?", "Prompted How far?", "Prompted How big?"]
    wording = learnt({"title": title, "safeHtmlItem": [1]} for title in titles)
    assert wording is not None
    assert [wording.prompt(title) for title in titles] == ["How old?", "How far?", "How big?"]


def test_thumbs_are_known_in_english_and_nothing_else_is_one():
    assert [thumb_of(f"Gave feedback: {word} response") for word in ("Good", "Bad", "Odd")] == [1, -1, None]
    assert thumb_of("Prompted Gave feedback: Good response") is None
    assert Wording().prompt("Gave feedback: Odd response") is None


def card(body, header="Gemini Apps"):
    return (
        '<div class="outer-cell mdl-cell"><div class="mdl-grid"><div class="header-cell mdl-cell">'
        f'<p class="mdl-typography--title">{header}<br></p></div><div class="content-cell mdl-cell--6-col">{body}</div>'
        '<div class="content-cell mdl-cell--12-col mdl-typography--caption"><b>Products:</b><br>&emsp;Gemini Apps</div>'
        "</div></div>"
    )


@pytest.fixture
def page(tmp_path, read):
    """What is found on a page of these cards."""

    def write(*cards, before=""):
        body = f"<html><head>{before}</head><body><div>{''.join(cards)}</div></body></html>"
        (tmp_path / "MyActivity.html").write_text(body, encoding="utf-8")
        return read(tmp_path / "MyActivity.html")

    return write


def test_a_page_is_read_as_the_json_export_is(samples, read):
    found, problems = read(samples / "gemini" / "normal.html")
    assert problems == []
    assert [item.place for item in found] == ["record 1", "record 5"]
    assert [(m.role, m.content, m.parent, m.rating) for m in found[1].conversation.messages] == [
        (Role.USER, "Which river runs\nthrough Lyon?", None, None),
        (Role.ASSISTANT, "The Rhone.", 0, None),
        (Role.USER, "no, the other river & why <b>?", 1, None),
        (Role.ASSISTANT, "The Saône.\n\nIt is slow.\nIt is green.\n\nAlso: a map", 2, -1),
    ]
    assert found[1].conversation.messages[0].extra == {"grouping": GUESS}
    assert found[1].conversation.messages[2].extra == {"attachments": ["map.pdf", "lyon.jpg"]}
    assert found[1].conversation.created_at == "2026-01-03T10:04:00Z"


def test_a_page_whose_style_sheet_is_longer_than_a_sample_is_recognised(page):
    sheet = f"<style>{'.a{color:red}' * 20_000}</style>"
    ((found,), problems) = page(card("Prompted&nbsp;a<br>Jan 3, 2026, 10:04:00 AM UTC<br><p>b</p>"), before=sheet)
    assert problems == []
    assert [m.content for m in found.conversation.messages] == ["a", "b"]


def test_a_page_in_another_language_is_read_by_the_word_its_prompts_share(page):
    said = ("Wo?", "Warum nicht?", "und dann", "nein, anders", "Danke", "Wie weit?")
    cards = [
        card(f"Eingegebener Prompt:&nbsp;{words}<br>03.01.2026, 10:0{9 - i}:00 MEZ<br><p>Ja.</p>", "Gemini-Apps")
        for i, words in enumerate(said)
    ]
    ((found,), problems) = page(*cards)
    assert problems == []
    assert [m.content for m in found.conversation.messages if m.role is Role.USER] == list(said[::-1])
    assert found.conversation.created_at == "2026-01-03T09:04:00Z"


def test_what_stands_below_an_answer_and_scripts_in_it_are_not_read(page):
    foot = "<b>Products:</b><br>&emsp;Gemini Apps<br><b>Why is this here?</b><br>&emsp;It was saved."
    body = f"Prompted&nbsp;a<br>Jan 3, 2026, 10:04:00 AM UTC<br><p>b</p><script>alert(1)</script><img src=x>{foot}"
    ((found,), _) = page(card(body))
    assert found.conversation.messages[1].content == "b"


def test_cards_of_other_products_and_pages_without_gemini_are_none_of_it(tmp_path, page, only):
    other = card("Watched&nbsp;a<br>Jan 3, 2026, 10:05:00 AM UTC", "YouTube")
    found, problems = page(other, card("Prompted&nbsp;a<br>Jan 3, 2026, 10:04:00 AM UTC<br><p>b</p>"))
    assert [m.content for m in found[0].conversation.messages] == ["a", "b"]
    assert [problem.reason for problem in problems] == [Reason.WRONG_SHAPE]
    (tmp_path / "other.html").write_text(f"<html>{other}</html>", encoding="utf-8")
    assert recognise(only(tmp_path / "other.html")) is None


def test_a_page_cut_in_an_answer_says_so(samples, read):
    found, problems = read(samples / "gemini" / "broken.html")
    assert [m.content for m in found[0].conversation.messages] == ["Fine?", "Yes."]
    assert [problem.reason for problem in problems] == [Reason.WRONG_SHAPE, Reason.TRUNCATED]


def test_files_below_a_prompt_are_named_and_a_word_that_all_prompts_begin_with_is_theirs(tmp_path, read):
    below = [{"name": "1 angehängte Datei"}, {"name": "-  bild.png", "url": "bild-1.png"}]
    entries = [
        {
            "header": "Gemini-Apps",
            "title": f"Eingegebener Prompt: Frage {i}",
            "time": f"2026-01-03T10:0{9 - i}:00.000Z",
            "safeHtmlItem": [{"html": "<p>Ja.</p>"}],
            "subtitles": below,
        }
        for i in range(6)
    ]
    (tmp_path / "MyActivity.json").write_text(json.dumps(entries), encoding="utf-8")
    asked = [m for m in read(tmp_path / "MyActivity.json")[0][0].conversation.messages if m.role is Role.USER]
    assert [m.content for m in asked] == [f"Frage {i}" for i in range(5, -1, -1)]
    assert all(m.extra["attachments"] == ["bild.png"] for m in asked)


def prompt(words, minute, conversation=None, header="Gemini Apps"):
    page = f"https://gemini.google.com/app/{conversation}"
    named = {"details": [{"name": page, "url": page}]} if conversation else {}
    time = f"2026-09-13T{9 + minute // 60:02d}:{minute % 60:02d}:00.000Z"
    answer = [{"html": f"<p>On {words}.</p>"}]
    return {"header": header, "title": f"Prompted {words}", "time": time, "safeHtmlItem": answer, **named}


def test_prompts_that_name_their_conversation_belong_together_whatever_lies_between(tmp_path, read):
    one, other = "aaaa0000bbbb1111", "cccc2222dddd3333"
    thumb = {**prompt("", 200, one), "title": "Gave feedback: Bad response"}
    newest_first = [
        thumb,
        prompt("tides", 190, one),
        prompt("clouds", 45),
        prompt("bread", 20, other),
        prompt("the moon", 10, one),
    ]
    path = tmp_path / "MyActivity.json"
    path.write_text(json.dumps(newest_first))
    found, problems = read(path)
    assert problems == []
    told = {item.conversation.origin_id: [m.content for m in item.conversation.messages] for item in found}
    assert told == {
        "2026-09-13T09:45:00Z": ["clouds", "On clouds."],
        other: ["bread", "On bread."],
        one: ["the moon", "On the moon.", "tides", "On tides."],
    }
    guessed = [item for item in found if "grouping" in item.conversation.messages[0].extra]
    assert [item.conversation.origin_id for item in guessed] == ["2026-09-13T09:45:00Z"]
    (moon,) = (item.conversation for item in found if item.conversation.origin_id == one)
    assert [m.rating for m in moon.messages] == [None, None, None, -1]


def test_the_ai_mode_of_the_search_is_read_like_gemini(tmp_path, read):
    entry = {**prompt("", 5, header="AI Mode"), "title": "Searched for tides in Cardiff"}
    path = tmp_path / "MyActivity.json"
    path.write_text(json.dumps([entry]))
    ((found,), _) = read(path)
    assert found.conversation.messages[0].content == "tides in Cardiff"


def test_conversations_of_the_side_panel_are_a_file_each(tmp_path, read):
    turns = [
        {"user_turn": {"prompt": "Shorten it", "turn_last_modified": "2026-04-07T15:37:52.177503+00:00"}},
        {"system_turn": {"text": [{"data": "A short text.", "preamble": "It is shorter now."}]}},
        {"other_turn": {}},
        {"user_turn": {"prompt": "too short"}},
    ]
    path = tmp_path / "conversation_1775576272.txt"
    path.write_text(json.dumps({"title": "Shorten", "conversation_turns": turns}, indent=2))
    ((found,), problems) = read(path)
    assert problems == []
    assert (found.conversation.origin_id, found.conversation.title) == ("1775576272", "Shorten")
    assert [(m.role, m.content) for m in found.conversation.messages] == [
        (Role.USER, "Shorten it"),
        (Role.ASSISTANT, "It is shorter now.\n\nA short text."),
        (Role.USER, "too short"),
    ]


LONG = "The harbour of Klaipeda never freezes because warm currents reach northern Lithuania every winter season."
NEXT = "Further inland, hotels around Nida offer quiet rooms between pine forests, dunes, museums, cafes, beaches."


def test_pieces_of_one_answer_are_joined_and_drafts_of_it_are_not(export):
    again = LONG.replace("never freezes because", "stays open since")
    found, _ = export(activity("Prompted Where to?", "2026-01-03T10:00:00Z", f"<p>{LONG}</p>", f"<p>{NEXT}</p>"))
    assert [m.content for m in found[0].conversation.messages[1:]] == [f"{LONG}\n\n{NEXT}"]
    found, _ = export(activity("Prompted Where to?", "2026-01-03T10:00:00Z", f"<p>{LONG}</p>", f"<p>{again}</p>"))
    assert [(m.content, m.on_active_path) for m in found[0].conversation.messages[1:]] == [(LONG, True), (again, False)]


@pytest.mark.parametrize("word", ["Prompted with: ", "Asked Bard: ", "Branched ", "送信したメッセージ: "])
def test_other_words_that_stand_before_a_prompt_are_known_and_a_file_is_named_once(export, word):
    files = {"attachedFiles": ["a.png"], "imageFile": "a.png", "subtitles": [{"name": "- a.png", "url": "a.png"}]}
    title = f"{word}Where to? Attached 1 file."
    found, problems = export(activity(title, "2026-01-03T10:00:00Z", "<p>Nida.</p>", **files))
    assert problems == []
    assert found[0].conversation.messages[0].content == "Where to?"
    assert found[0].conversation.messages[0].extra["attachments"] == ["a.png"]
