"""Word lists that the engine itself needs, in one place, because a second language would need them all anew."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ABBREVIATIONS = _words(
    "e.g i.e eg ie etc vs cf al mr mrs ms dr prof st no fig eq sec ch ver approx dept inc ltd jr sr a.m p.m u.s"
)
"""Words whose full stop ends no sentence."""

COMMON_ENGLISH = _words("""
    the be to of and a in that have i it for not on with you do at this but by from they we say or an my one all would
    there what so if about who get which go me when make can like no just know take into your good some could them see
    other than then now only its how is are was were been has had did does don't it's i'm that's please thanks thank
    why where again more still should want need wrong
""")
"""Words that speak for English."""

COMMON_ELSEWHERE = _words("""
    el la los las una que de por para con es esta este como pero muy gracias le les des est une pas vous je dans pour
    avec mais merci der die das und ist nicht ein eine ich du mit auf den von zu wie danke nein il che di non per sono
    della grazie o um uma não nao com mas você voce het een van niet dat ik jest nie się
""")
"""Words that speak for another language written in Latin letters."""

FUNCTION_WORDS = _words("""
    a an the of to in on at for with and or but is are was were be been am do does did can could will would should may
    might shall i me my you your he she it its we they them this that these those there here so if then than as by from
    about into just too very please pls tell give show let get have has had some any all now want need like okay ok yes
    yeah well oh thanks sorry no
""")
"""Words that say nothing about what a request is for; "not" is none of them."""

ASKING_WORDS = _words(
    "what which who whom whose where when why how mean means meant sure really but wait not don't isn't"
)
"""Words that a question or doubt is made of; its other words say what it is about."""

FRESH_WORDS = _words(
    "another more other others else next new different also instead continue again further extra second third"
)
"""Words that, when added to a request, ask for something beyond it."""

CONTINUING_WORDS = _words("another more other next continue go keep proceed one ahead start ready")
"""Words of messages that only ask to go on; said twice they still do."""
