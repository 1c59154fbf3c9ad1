"""Perplexity's threads as its own site gets them, which the programs save that export them."""

from collections.abc import Mapping

from nfstudio.importers import shapes


def is_thread(value: Mapping[str, object]) -> bool:
    """Whether this is a thread: a question with the blocks of its answer an entry."""
    entries = value.get("entries")
    return isinstance(entries, list) and any(map(_is_entry, entries[:2]))


def as_dialogue(thread: Mapping[str, object]) -> Mapping[str, object]:
    """The same in words of role and content."""
    entries = thread["entries"] if isinstance(thread["entries"], list) else []
    asked = [entry for entry in entries if _is_entry(entry)]
    first = asked[0] if asked else shapes.NOTHING
    return {
        "conversation_id": first.get("context_uuid"),
        "title": first.get("thread_title"),
        "messages": [message for entry in asked for message in _said(entry)],
    }


def _is_entry(entry: object) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("query_str"), str) and isinstance(entry.get("blocks"), list)


def _said(entry: Mapping[str, object]) -> list[object]:
    question = {"role": "user", "content": entry["query_str"]}
    words = _answer(entry["blocks"])
    told = {"model": entry.get("display_model"), "created_at": entry.get("updated_datetime")}
    return [question, {"role": "assistant", "content": words, **told}] if words else [question]


def _answer(blocks: object) -> str:
    """What is written for people to read; plans, steps and sources stand in other blocks."""
    for block in blocks if isinstance(blocks, list) else ():
        written = block.get("markdown_block") if isinstance(block, dict) else None
        if isinstance(written, dict) and block.get("intended_usage") == "ask_text":
            answer, chunks = written.get("answer"), written.get("chunks")
            if isinstance(answer, str) and answer:
                return answer
            return "".join(map(str, chunks)) if isinstance(chunks, list) else ""
    return ""
