"""Which words in a text are addresses: all after https://, and hosts whose last part is a top level there is."""

import re

from bleach.linkifier import TLDS

#: Top levels beside those of countries and the oldest general ones, which bleach knows; from the root zone of IANA.
_NEWER = """
academy africa agency amsterdam app archi art audio auto baby band bar bank berlin best bio blog boutique brussels
build business cafe camp capital care cat center chat church city clinic cloud club coach codes coffee cologne
community company computer construction consulting contact cooking coop courses credit dance data dental dev digital
direct directory dog earth eco education email energy engineer engineering equipment estate events exchange expert
family fan farm fashion film finance fish fit florist food football foundation frl fun fund fyi gallery game games
garden gent gift gives global gmbh gold graphics green group guide guru health help hiphop holiday horse hospital
hotel house how immo inc ink institute international jobs kids kitchen koeln land law legal library life link live
local london ltd management map market marketing media medical memorial moda money movie museum music network news
ngo nrw nu observer one ong online organic page paris parts partners party photo photography photos pictures pizza
place plus plumbing poker press pro productions properties pub radio red rent repair report rest review rocks run
school schule science scot security services sexy shoes shop show singles site ski social software solar solutions
space sport store studio study style support surf swiss systems tax taxi team tech technology tennis theater tickets
tips today tools top tours town toys trade training travel tube university vet video village vision vlaanderen vote
voyage wales watch website wedding wiki wine work works world xyz yoga zone
"""
_TOP = "|".join(sorted({*TLDS, *_NEWER.split()}, key=lambda top: (-len(top), top)))

#: Each part is bounded, as names of hosts are (63 letters; nobody has more than ten parts): it can begin after every
#: dash and every parenthesis, and would look through the rest of the text from each of them.
ADDRESS = re.compile(
    rf"""\({{0,3}}\b(?<![@.])
    (?:https?://(?:[\w-]+\.)*[\w-]+ | (?:[\w-]{{1,63}}\.){{1,9}}(?=[a-z]{{2,20}}(?![\w-]))(?:{_TOP})(?![\w-])(?!\.\w))
    (?::[0-9]+)?\b(?:[/?#][^\s{{}}|\\^`<>"]*)?""",
    re.IGNORECASE | re.VERBOSE,
)
