"""The words around a name: particles, titles before it, degrees and generations after it."""

_PARTICLE_WORDS = """
van von der den de del della delle di da do dos das du des la le las los el al ul ur bin ibn
bint binti bte ben abu abou umm y e i zu zum zur ter ten te op t vande vander vonder af av san
santa st ste saint o d l
"""
PARTICLES = frozenset(_PARTICLE_WORDS.split())
_BEFORE_WORDS = """
mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr father sister hon judge
capt captain col maj lt sgt gen herr frau hr fru monsieur mme mlle madame dhr mevr mevrouw sr
sra srta senor senora signor signora dott dottssa dottore ing dipl mag med habil univ shri smt
sri haji hajji sheikh shaikh eng engr arch avv adv pastor rabbi imam ir drs
"""
BEFORE = frozenset(_BEFORE_WORDS.split())
_AFTER_WORDS = """
phd dphil md mbbs dds dmd dvm do jd llb llm llm esq mba emba ma mas ms msc mss mfa mpa mph mpp
med meng msw ba bs bsc bsn beng bfa bba btech mtech be me aa bcom mcom ca cpa cfa cma cia cisa
cism cissp csm cspo pmp pmi acp prince itil rn np pa fnp lpn rph pharmd psyd edd dba dnp pe pg
eit se ccna ccnp aws shrm cp scp phr sphr gphr cipd mcipd fcipd assoc aca acca fcca facs facp
frcs frcp mrcp mbe obe cbe kbe frsa fhea ceng mict mcim leed ap aia riba lmft lcsw lpc ccc slp
cphr chrp cfe cams crcm mai sior gri ceo cfo cto coo cmo chro cio vp svp evp dipl ing mag ret
retired usn usmc usaf open lion hiring
"""
AFTER = frozenset(_AFTER_WORDS.split())
_ALSO_NAMES_WORDS = """
do ma ba be me ms se aa ca pa pe pg ap ap mas med cia cp ing open mag
"""
ALSO_NAMES = frozenset(_ALSO_NAMES_WORDS.split())
GENERATION = {"jr": "jr", "junior": "jr", "jnr": "jr", "sr": "sr", "senior": "sr", "snr": "sr"} | {
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "2nd": "2",
    "3rd": "3",
    "4th": "4",
}
