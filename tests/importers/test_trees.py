from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.conversation import Message, Role, path_to
from nfstudio.importers.trees import Node, branched, instructed

names = st.sampled_from("abcdefgh")
nodes = st.dictionaries(
    names,
    st.builds(
        lambda text, parent, children: Node(text and Message(Role.USER, text), parent, tuple(children)),
        st.none() | st.text("xyz", min_size=1, max_size=2),
        st.none() | names,
        st.lists(names, max_size=3),
    ),
)


@given(nodes, st.none() | names)
def test_any_tangle_of_nodes_becomes_a_tree_with_one_active_path(tangle, leaf):
    messages = branched(tangle, leaf)
    assert len(messages) == sum(node.message is not None for node in tangle.values())
    assert all(m.parent is None or m.parent < i for i, m in enumerate(messages))
    active = [i for i, m in enumerate(messages) if m.on_active_path]
    assert bool(active) == bool(messages)
    if active:
        assert path_to([m.parent for m in messages], active[-1]) == active


def test_a_chain_of_ten_thousand_nodes_is_no_recursion():
    chain = {str(i): Node(Message(Role.USER, "x"), str(i - 1)) for i in range(10_000)}
    assert [m.parent for m in branched(chain, "9999")] == [None, *range(9_999)]


def test_an_instruction_stands_above_every_first_message():
    messages = [Message(Role.USER, "a"), Message(Role.ASSISTANT, "b", 0), Message(Role.USER, "c")]
    assert [(m.content, m.parent) for m in instructed("be\r\n", messages)] == [
        ("be\n", None),
        ("a", 0),
        ("b", 1),
        ("c", 0),
    ]
    assert instructed("  ", messages) == messages
