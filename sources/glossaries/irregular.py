"""Forms that no stemmer takes back to their word: English and French verbs, plurals, feminines, comparisons.

Left out is what is also another common word, as `found`, `left` or `saw` are: those stand in the glossary with all of
their translations.
"""

from collections.abc import Iterator

ENGLISH = """
arise: arose arisen; awake: awoke; beat: beaten; become: became; begin: began begun; bite: bitten; bleed: bled; blow:
blew blown; breed: bred; bring: brought; broadcast: broadcasted; build: built; buy: bought; catch: caught; choose:
chose chosen; come: came; creep: crept; dig: dug; draw: drew drawn; drive: drove driven; eat: ate eaten; fall: fell
fallen; fight: fought; flee: fled; fly: flew flown; forbid: forbade forbidden; foresee: foresaw foreseen; forget:
forgot forgotten; forgive: forgave forgiven; freeze: froze frozen; get: got gotten; give: gave given; go: went gone
goes; do: did done does doing; grow: grew grown; hang: hung; have: has had; hear: heard; hide: hid hidden; hold: held;
keep: kept; know: knew known; lay: laid; lead: led; leap: leapt; lend: lent; lie: lied lying; lose: lost; make: made;
mean: meant; meet: met; mislead: misled; mistake: mistook; overcome: overcame; oversee: oversaw overseen; overtake:
overtook overtaken; overthrow: overthrew overthrown; pay: paid; prove: proven; rebuild: rebuilt; retake: retook
retaken; ride: rode ridden; rise: risen; run: ran; say: said says; see: seen; seek: sought; sell: sold; send: sent;
shake: shook shaken; shoot: shot; show: shown; shrink: shrank shrunk; sing: sang sung; sink: sank sunk; sit: sat;
sleep: slept; slide: slid; speak: spoke spoken; spend: spent; stand: stood; steal: stole stolen; strike: struck
stricken; strive: strove; swear: swore sworn; sweep: swept; swim: swam swum; swing: swung; take: took taken; teach:
taught; tear: torn; tell: told; throw: threw thrown; undergo: underwent undergone; understand: understood; undertake:
undertook undertaken; uphold: upheld; wake: woke woken; wear: wore worn; weep: wept; win: won; withdraw: withdrew
withdrawn; withhold: withheld; withstand: withstood; write: wrote written; man: men; woman: women; child: children;
foot: feet; tooth: teeth; wife: wives; knife: knives; half: halves; thief: thieves; wolf: wolves; crisis: crises;
criterion: criteria; phenomenon: phenomena; person: persons; gunman: gunmen; policeman: policemen; fisherman:
fishermen; businessman: businessmen; spokesman: spokesmen; militiaman: militiamen; fireman: firemen; congressman:
congressmen; statesman: statesmen; serviceman: servicemen; lawman: lawmen; chairman: chairmen; clergyman: clergymen;
cameraman: cameramen; tribesman: tribesmen; large: larger largest; high: higher highest; great: greater greatest;
small: smaller smallest; strong: stronger strongest; weak: weaker weakest; heavy: heavier heaviest; big: bigger
biggest; near: nearer nearest; close: closer closest; fast: faster fastest; slow: slower slowest; hard: hardest; deep:
deeper deepest; rich: richer richest; poor: poorer poorest; cheap: cheaper cheapest; safe: safer safest; clear:
clearer clearest; long: longest; short: shorter shortest; wide: wider widest; tough: tougher toughest; harsh: harsher
harshest; easy: easier easiest; bloody: bloodier bloodiest; deadly: deadlier deadliest; hot: hotter hottest; cold:
colder coldest; bright: brighter brightest; dark: darker darkest; fierce: fiercer fiercest; severe: severer severest;
warm: warmer warmest; light: lightest; tight: tighter tightest; costly: costlier costliest; wealthy: wealthier
wealthiest; healthy: healthier healthiest; busy: busier busiest; happy: happier happiest; angry: angrier angriest;
quick: quicker quickest; simple: simpler simplest; brief: briefer briefest; broad: broader broadest; low: lowest; old:
oldest eldest; young: youngest; early: earliest
"""

# Verbs that are one verb with a beginning share its forms: "sou|tenir" is "sou" before each form of "tenir".
FRENCH = """
prendre ap com entre re sur: pris prise prises prenait prenaient prenant prenne prennent prit prirent; mettre ad com
per pro re sou trans é: mis mise mises mit mirent; tenir abs con dé entre main ob re sou: tient tiennent tenu tenue
tenus tenues tint tinrent tiendra tiendront; venir de inter par pré pro re sub sur: vient viennent venu venue venus
venues vint vinrent viendra viendront; dire contre inter mé pré re: dit dite dits dites disent disait disaient disant
dirent dira; faire dé re satis: fait faite faits faites font faisait faisaient faisant fit firent fera feront ferait;
voir entre pré re: vu vus vues voit voient voyait voyaient voyant virent verra verront; pouvoir: peut peuvent pouvait
pouvaient pu pourra pourront pourrait pourraient puisse puissent; vouloir: veut veulent voulait voulaient voulu
voudrait voudraient; devoir: doit doivent devait devaient dû devra devront devrait devraient; savoir: sait savent
savait savaient saura saurait; valoir: vaut valent; croire: croit croient croyait croyaient cru; cevoir aper con dé
per re: çu çue çus çues çoit çoivent cevait cevaient çut çurent; mouvoir é pro: mu mue mus; boire: boit boivent bu;
vivre re sur: vécu vécus vivait vivent; duire con dé intro pro ré re sé tra: duit duite duits duites duisent duisait
duisaient duisant; truire cons dé ins recons: truit truite truits truites truisent truisait truisaient truisant;
nuire: nuisent; ouvrir c déc rec r: ouvert ouverte ouverts ouvertes ouvre ouvrent ouvrait ouvraient; ffrir o sou:
ffert fferte fferts ffre ffrent ffrait ffraient; écrire: écrit écrite écrits écrites écrivent écrivait; crire dé ins
pres pros sous trans: crit crite crits crites crivent; lire é re: lu lue lus lues lisent lisait; mourir: meurt meurent
mourut moururent mourait mouraient; naître: né née nés nées naît naissent naquit; aître appar compar conn dispar
méconn par reconn transpar: aît ait aissent aissait aissaient aissant u ue us ues ut urent aitre; aindre contr cr pl:
aint ainte aints aintes aignent aignait aignaient; eindre att dét ét p r restr t: eint einte eints eintes eignent
eignait; joindre ad con dis re: joint jointe joints jointes joignent joignait; résoudre: résolu résolue résolus
résout; dissoudre: dissous dissoute; vaincre con: vaincu vaincue vaincus vaincues; clure con ex: clu clue clus clues
clut; inclure: inclus incluse inclut incluent; quérir ac con re: quis quise quises quiert; courir ac con en par re se:
couru courent; suivre pour: suit suivait suivent; rompre cor inter: rompu rompue rompus rompt; battre a com dé: battu
battue battus battues; perdre: perdu perdue perdus perdues; tendre at dé en é pré: tendu tendue tendus tendues; pondre
cor cores ré: pondu pondus; vendre re: vendu vendue vendus vendues; rendre: rendu rendue rendus rendues; pendre dé
sus: pendu pendue pendus pendues; fendre dé: fendu fendue fendus; fondre con: fondu fondue fondus; scendre de: scendu
scendue scendus; fuir en: fui fuient fuyait fuyaient fuyant; plaire dé: plaît plu; taire: tait; accroître: accru
accrue accroît; servir: sert servent; sentir con res: sent sente; acheter: achète achètent; appeler r: appelle
appellent; jeter re pro: jette jettent; payer: paie paient paye; envoyer: envoie envoient; employer: emploie
emploient; appuyer: appuie; travail: travaux; œil: yeux oeil; feu: feux; lieu: lieux; milieu: milieux; jeu: jeux;
enjeu: enjeux; aveu: aveux; vœu: vœux; neveu: neveux; cheveu: cheveux; bijou: bijoux; genou: genoux; vitrail: vitraux;
ciel: cieux; eau: eaux; œuf: œufs; fou: folle fous; nouveau: nouvel nouvelle nouvelles nouveaux; vieux: vieil vieille
vieilles; beau: bel belle belles beaux; blanc: blanche blanches; sec: sèche sèches; franc: franche franches; frais:
fraîche fraîches; faux: fausse fausses; doux: douce douces; favori: favorite favorites; premier: première premières
premiers; aérien: aérienne aériennes aériens; étranger: étrangère étrangères étrangers; dernier: dernière dernières
derniers; gros: grosse grosses; épais: épaisse
"""

# What a stemmer, or the verbs above, would take for something else: guerre for guérir, mère for mer. They stay.
KEPT_FRENCH = """
Alger Algérie Amérique amende base bâtiment Bâle balle carré colonne comme commentaire communiste coupe courant cours
dégât Crimée côte côté Damas décennie donnée entre entreprise fil file fille fils foyer golfe guerre gens loyer maïs
Malte marée mari mars mer mère moine moins notamment opéra paradis parlement parti partie père puissance reine revenu
Rome ruse salle série tennis tonne travailliste vers vert étrange
"""


def forms_of(table: str) -> Iterator[tuple[str, str]]:
    """Each form of a table with the word that it belongs to."""
    for entry in table.split(";"):
        names, _, forms = entry.partition(":")
        word, *beginnings = names.split()
        for beginning in ("", *beginnings):
            for form in forms.split():
                yield beginning + form, beginning + word
