from nfstudio.curate.judged import TRACE, Trace


def test_a_trace_is_recorded_with_every_name_it_has_in_their_order():
    assert Trace(*range(len(TRACE))).record() == dict(zip(TRACE, range(len(TRACE)), strict=True))
    assert tuple(Trace(*range(len(TRACE))).record()) == TRACE
