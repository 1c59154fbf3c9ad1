import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.conversation import canonical
from nfstudio.importers.html_text import text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p>\n<p>Two\nlines.</p>", "One.\n\nTwo lines."),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul>\n  <li>one</li>\n  <li>two</li>\n</ul>after", "one\ntwo\n\nafter"),
        ("<pre><code>def f():\n    return 1\n</code></pre>", "def f():\n    return 1"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a  b\nc"),
        ("1 &lt; 2 &amp;&nbsp;3", "1 < 2 &\xa03"),
        ("<script>alert(1)</script><style>p {}</style>seen", "seen"),
        ("<p>open <b>never closed", "open never closed"),
        ("</pre></script>words", "words"),
        ("<![CDATA[raw]]> <!DOCTYPE html> <!-- gone -->end", "<![CDATA[raw]]> <!DOCTYPE html> end"),
        ("", ""),
    ],
)
def test_blocks_become_lines_and_nothing_else_is_interpreted(html, text):
    assert text_of(html) == text


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<pre>", "</pre>", "<![", "<!", "<br>", "a ", "\n", "&#0;", "&amp", "<"]))
)
def test_no_html_however_broken_is_refused(pieces):
    text = text_of("".join(pieces))
    assert text == canonical(text).strip()
    assert "\n\n\n" not in text or "<pre>" in pieces


@pytest.mark.parametrize(
    "bad", ["<a", "<!--", "<a href='", '<a href="', "</", "<?", "<![CDATA[", "&#", "<a b='>", "<!--x>"]
)
def test_beginnings_without_an_end_do_not_make_the_rest_be_read_again(bad):
    assert "end" in text_of(f"<p>begin</p>{bad * 20_000}</p>end")


def test_comments_are_left_out_and_signs_stay():
    assert text_of("a <!-- b <p> --> c <3 < d <!doctype x> <!-- e") == "a c <3 < d <!doctype x> <!-- e"
