"""Networks of the demo world that are still on paper: one that Bram is writing down, and one that Elif proposes."""

from community.networks.beginning import actions

PEOPLE = """naam;mail;organisatie;functie
Peter Schijnens;peter@{domain};Metaalwerken Rijkhout nv;opleidingsverantwoordelijke
Marta Kowal;marta.kowal@rijkhout.example.org;Rijkhout;ploegleider
Sven Verhaal;sven.verhaal@rijkhout.example.org;Rijkhout;lasser
Imane Testaert;imane@{domain};Scheldeland;talendocent
Imane Testaert;imane@{domain};Scheldeland;talendocent
Karel Gedachts;karel@scheldeland;Scheldeland;talendocent
Elif Fictiers;elif@{domain};Gezin & Buurt;beleidsmedewerker
Ruud van den Berg;ruud@techniekpoort.example.org;Techniekpoort;coach
Yasmin Bedacht;yasmin.bedacht@rijkhout.example.org;Rijkhout;lesgever
Jasmine Bedacht;jasmine.bedacht@rijkhout.example.org;Rijkhout;lesgever
Lotte Droomer;lotte.droomer@fonds.example.org;Opleidingsfonds Metaal;adviseur
"""


def write_concepts(world) -> None:
    """Bram may start networks; Elif proposes one."""
    bram, elif_ = world.people["P01"], world.people["P10"]
    actions.allow_starting(actor=world.admin, person=bram)
    concept = actions.prepare(
        actor=bram,
        name="Taal op de werkvloer",
        purpose="Hoe leren collega’s Nederlands terwijl ze gewoon hun werk doen?",
        theme="taal",
        hue=66,
    )
    for code in ("O5", "O6", "O7", "O8"):
        actions.choose(actor=bram, beginning=concept, organisation=world.organisations[code])
    actions.change(actor=bram, beginning=concept, done="organisations")
    domain = bram.email.partition("@")[2]
    actions.read_people(actor=bram, beginning=concept, text=PEOPLE.format(domain=domain))
    proposal = actions.prepare(
        actor=elif_,
        name="Speelstraat zonder auto",
        purpose="Hoe geven we kinderen een straat terug, een middag per week?",
        hue=128,
    )
    actions.choose(actor=elif_, beginning=proposal, organisation=world.organisations["O6"])
    actions.propose(actor=elif_, beginning=proposal)
