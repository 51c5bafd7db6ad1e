"""The words and phrases that tell what a clause does: the documented rules of the reader.

Each cue is a list of phrases, matched as whole words in the clause's small letters. Nothing in
a pattern may repeat inside a repetition, so that matching stays linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


def any_of(*phrases: str) -> re.Pattern[str]:
    """Return the pattern of these phrases, each as whole words."""
    return re.compile(r"(?<![\w'])(?:" + "|".join(phrases) + r")(?![\w'])")


_MONEY = "(?:eur|usd|chf|[€$£])"
_WORDED = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"


FIGURE = rf"(?:{_MONEY} ?)?(?:\d[\d.,]*|{_WORDED})"
"""The pattern of a number, with its currency where that stands before it."""
_MOVING = (
    "(?:come|comes|came|coming|go|goes|went|going|move|moves|moved|moving|drop|drops|dropped|fell|"
    "rose|shift|shifts|shifted|edge|edged|climb|climbed|jumped|slipped|retreated|descended)"
)
_CAN = "(?:can|could|would|will|might|may|is able to|is ready to)"
_UNMOVED = (
    r"(?:won't|wont|not|cannot|can't|wouldn't|couldn't|refus(?:es?|ed) to|never) (?:\w+ )?"
    "(?:move|budge|shift|yield|give way|give ground|back down|climb down)"
)
_NO_LINK = "(?!(?:and|but|or|so|because) )"
_DO = "(?:do|offer|give|pay|go|propose|grant|concede|commit)"
_NAME = r"[\w.'-]+"
_ANSWER = (
    "(?:answers?|decisions?|reply|replies|response|(?:more|some) time|clarity|clarification|"
    "information|details|feedback|proposals?|discussions?|talks?|meetings?|word|confirmation|explanations?|figures|"
    "drafts?|papers?|instructions|assurances?|guidance|signatures?|"
    "votes?|ruling)"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A rule's name and the pattern that fires it."""

    rule: str
    pattern: re.Pattern[str]


NEGATION = any_of(
    "not", "never", "cannot", "no longer", "unable to", "nor", "neither", "hardly", "without",
    r"\w+n't", "dont", "cant", "wont", "refus(?:e|es|ed|ing) to", "declin(?:e|es|ed|ing) to",
    "unwilling to", "failed to", "far from", "no(?![,.])", "w/o",
)  # fmt: skip
HEDGE = any_of(
    "might", "may", "could", "perhaps", "possibly", "maybe", "consider(?:ed|ing)?",
    "in principle", "live w(?:ith|/)", "guess", "not sure", "not certain", "probably",
    "potentially", "hypothetical(?:ly)?", "some flexibility", "explor(?:e|ed|ing)", "personally",
    "off the record", "not rul(?:e|ed|ing) out", "signall?ed", "hinted", "appeared to",
    "seem(?:s|ed)? to", "thinking aloud", "threat(?:s|en|ens|ened|ening)?", "warn(?:s|ed|ing)?",
)  # fmt: skip
CONDITION = any_of(
    "if", "provided", "providing", "on condition", "as long as", "in exchange", "in return",
    "subject to", "only (?:when|with|if|against|after)", "unless", "(?<!at )once", "assuming",
    "conditional on", "contingent on", "so long as",
)  # fmt: skip
QUESTION_OPENING = re.compile(
    r"^(?:(?:and|so|but|ok|okay|well|hi|hello|please)[ ,]+)?"
    r"(?:what|which|who|how|why|when|where|do|does|did|is|are|can|could|would|will|should)(?!\w)"
)

OFFER = Cue("offer", any_of(
    "offer(?:s|ed|ing)?", "propos(?:e|es|ed|ing|al)", "tabled?", "put forward", "puts forward",
    "suggest(?:s|ed|ing)?", "how about", "what about", "what if", "(?:ready|prepared|willing) to",
    "counter-?offer(?:ed)?", "ask(?:s|ed|ing)? (?:us |them )?for",
    rf"(?:ask|press|urg|invit|encourag|push|implor)(?:e[sd]?|s)? (?:{_NAME} ){{1,3}}to "
    "(?:pay|take|accept|give|grant|sign|agree|waive|go)",
    "demand(?:s|ed)?", "insist(?:s|ed|ing)?(?: on)?", "let's(?! not)", "can give", "could give",
    "would give", "will give", "(?:i|we|they|he|she) (?:can|could) (?:do|go)",
    "(?:come|came|go|went) (?:down|up) to", "(?:come|came) back with", "returned with",
    rf"{_MOVING} (?:down |up |back )?(?:further )?(?:from {FIGURE}(?: ?%| \w+){{0,2}} )?"
    rf"to(?= {FIGURE})",
    r"(?:lowered|reduced|cut|raised|increased|improved) (?:its|their|our|my|his|her|the) "
    rf"(?:\w+ ){{1,3}}(?:from {FIGURE}(?: ?%| \w+){{0,2}} )?to(?= {FIGURE})",
    rf"(?:would|will|can|could|'ll|'d) (?:only )?pay(?= {FIGURE})",
    rf"(?:asking|promised|make it|call it)(?= {FIGURE})",
    rf"(?:would|'d|will|'ll) do(?= {FIGURE})",
    "(?:you|they|we|he|she) can have(?! (?:a|the) (?:look|word))",
    rf"(?:{_NAME}'s|our|their|its|his|her|my) (?:(?!bottom )\w+ )?"
    "(?:line|ask|figure|number|price|position|counter|bid) (?:is|was|remains)", r"counter(?= ?:)",
    "might go to", "countered(?! that)", "hint(?:s|ed) at",
    rf"(?:said|says?)(?= {FIGURE}(?: ?%| (?!was |were |is |are |would |will )\w+){{0,3}}"
    r"(?:[,.;!]|$| for | and | or | with ))",
    r"said(?= no \w)", "float(?:s|ed)?", "open(?:ed|s) (?:at|with)", "what would you say to",
    "package", "in exchange", "in return", "would take", "could offer", "can offer", "trade",
    r"(?:is|remains|stays) (?:our|my|their|its|his|her) (?:\w+ )?(?:price|position|offer|demand|"
    "proposal|figure|target|ask|word)", "give you",
    "(?:last|final) (?:word|position|figure) (?:is|was|remains|stays)",
    r"(?:(?:we|they)'re|i'm|(?:i|we|they|he|she) (?:am|are|is|was|were|stand|stood|stay|remain)) "
    rf"(?:\w+ )?at {FIGURE}", r"^(?:could|can) (?:\w+ )?(?:do|offer|go)",
    "call(?:s|ed)? for", "request(?:s|ed)", "seeks?", "sought", "waive(?:s|d)?",
    "(?:might|may|could|would) (?:just |perhaps )?be (?:possible|feasible|doable|conceivable)",
    rf"the (?:most|longest|highest|best) (?:that )?(?:{_NO_LINK}[\w']+ ){{1,3}}{_CAN} {_DO}",
))  # fmt: skip
ACCEPT = Cue("accept", any_of(
    "accept(?:s|ed|able)?", "agree(?:s|d)?", r"there (?:was|is) (?:\w+ ){0,2}agreement",
    r"^(?:[\w']+ ){0,3}deal",
    rf"{FIGURE} it is", "(?:is|are|would be|looks?|seems?) (?:doable|feasible|workable|manageable)",
    "(?:have|got|it's|its|it is|that's) a deal", "sounds (?:good|great|fair|fine|perfect)",
    "that works", "(?:would )?works? for (?:me|us)", "be sufficient", "suffices?",
    "settled? for", "deal on", "settled on",
    r"sh(?:ake|akes|ook|aken) hands (?:with (?:[\w']+ ){1,3}?)?on",
    r"agreement (?:was |has been |is )?(?:\w+ )?(?:reached )?on",
    "(?:can|could) live w(?:ith|/)",
    "(?:content|happy|satisfied|comfortable) with", "fine w(?:ith|/)", "okay w(?:ith|/)",
    "(?:is|are) (?:fine|okay|ok)(?! (?:on|for|with))",
    rf"{FIGURE}(?: ?%| per cent| \w+)? (?:would be )?(?:ok|okay|fine|acceptable)"
    "(?! (?:on|for|with))",
    "ok w(?:ith|/)", "no objections?", "consent(?:s|ed)?", "approv(?:e|es|ed)", "confirm(?:s|ed)",
    "(?:can|could) do that", "signed off", "yes to", "go along with",
    r"(?:would|will|'d|'ll) do(?: (?:just )?(?:fine|nicely))?(?: for [\w']+(?: side)?)?"
    "(?=$|[,.;!])",
    "(?:is|would be|that's|seems) fair", "let's do (?:that|it)", "lets do (?:that|it)",
))  # fmt: skip
REJECT = Cue("reject", any_of(
    "reject(?:s|ed|ing)?", "rul(?:e|es|ed) out", "turn(?:s|ed)? down", "unacceptable",
    "non-?starter", "out of the question", "no deal", "red line", "no-? ?go(?:s|es)?",
    r"(?:not|\w+n't) (?:\w+ )?(?:an option|on the cards)", "of no interest",
    r"(?:not|never|\w+n't|cannot) (?:ratify|sign|stomach|tolerate|countenance)",
    "refus(?:e|es|ed|ing)(?! to (?:discuss|talk|speak|rule|commit|say|comment|answer|be|negotiate|"
    "budge|move|shift|yield|give (?:way|ground|in)|back down|climb down)(?!\\w))",
    "declin(?:e|es|ed)", "dismiss(?:es|ed)?", "won't work", r"\w+n't fly",
    r"(?:not|never|\w+n't|cannot) (?:hear of|entertain)",
    rf"(?:not|never|\w+n't|cannot) (?:pay|sell)(?= (?:\w+ )?{FIGURE})",
    "doesn't work", "does not work",
    "can't do",
    "(?:won't|will not) have"
    "(?! (?:to|been|enough|any|much|many|more|time|an?|it|the|as|that|your|my|our)(?!\\w))",
    r"never(?! (?:\w+ )?(?:reject|refus|declin|oppos|object))",
    r"said no(?! (?!to |again|once|and |but |because|as |for |on |thank)\w)",
    "no way", "under no circumstances?", "forget (?:it|that|about)",
    "(?<!or )no to", "(?:not|im)possible", "not possible",
    "off the table", "(?:cannot|can't|could not|couldn't) go",
    "too (?:low|high|much|long|short|late|early|little|few|many|expensive)", "walk(?:ed)? away",
))  # fmt: skip
SUPPORT = Cue("support", any_of(
    "support(?:s|ed|ing)?", "favou?r(?:s|ed)?", "in favou?r of", "welcom(?:e|es|ed)",
    "endors(?:e|es|ed)", "back(?:s|ed)", "prefer(?:s|red)?", "open to", "likes?", "wants?",
    "wanted", "wish(?:es|ed)? for", "would like", "push(?:es|ed)? for", "argued? for", "keen on",
    "sympathetic to", "ideal", "consider(?:s|ed)?", "interest in", "settle for", "would rather",
    "firm (?:on|about|at)", "immovable on", "adamant (?:on|about)",
    "(?:stick(?:s|ing)?|stuck) (?:to|at|with)",
    r"(?:is|are|was|=) (?:an? )?(?:absolute )?must(?:[- ]haves?)?",
    rf"{_UNMOVED} (?:from|off|on)",
))  # fmt: skip
OPPOSE = Cue("oppose", any_of(
    "oppos(?:e|es|ed|ing)", "object(?:s|ed)? to", "against", "resist(?:s|ed)?", "critici[sz]ed",
    "pushed back on", "uncomfortable with", "difficult(?:y|ies)? (?:with|for)", "dislikes?",
    "concerns? about", "worried about", "problems? with",
))  # fmt: skip
RESERVE = Cue("reserve", any_of(
    "reserv(?:e|es|ed|ing) (?:its|their|our|his|her|my|the)? ?(?:position|right|judgement)",
    "reservations?", "consult(?:s|ed)?", "instructions", "back to (?:the )?capital", "revert",
    "come back (?:to|on)", "no mandate", "study (?:it|the|this)",
    "need(?:s|ed)? (?:more |some )?time"
    "(?! to (?!think|consider|study|reflect|consult|check|discuss|decide|digest|review|look|assess|"
    "examine|analyse|prepare|talk))",
    "not in a position to", "(?<!agreed )ad ref(?:erendum)?",
    "scrutiny",
))  # fmt: skip
ASK = Cue("ask", any_of(
    rf"ask(?:s|ed) (?:(?!for |to |that ){_NAME} ){{0,3}}"
    "(?:whether|if|about|after|what|how|why|when|which|who)", "asked (?:us|them)(?! (?:for|to))",
    "wanted to know",
    "inquir(?:e|ed)", "enquir(?:e|ed)", "sought clarification", "requested clarification",
    "queried", "wondered", "was wondering", "clarif(?:y|ication)",
))  # fmt: skip
ASK_PRIORITIES = Cue("ask-priorities", any_of(
    r"what (?:is|are|were|was) (?:it )?(?:your|their) (?:\w+ ){0,2}(?:priorit(?:y|ies)|"
    r"needs?|preferences?)",
    "(?:your|their) (?:top |main |first |highest )?(?:priorit(?:y|ies)|preferences?)",
    r"(?:what|which) (?:\w+ ){0,4}(?:do|would|did) (?:you|they) (?:\w+ ){0,4}(?:need|want|"
    r"prefer|like|value)", r"what are (?:you|they) (?:\w+ ){0,3}(?:need|looking)",
    r"(?:item|one|supplies) (?:that )?(?:you|you'd|they) (?:\w+ ){0,3}(?:need|want|prefer|like)",
    "what (?:is|'s|was) (?:the )?most important", r"which (?:\w+ ){0,3}(?:most|more) important",
    "what (?:are|were) (?:you|they) looking for", "what matters most", "important (?:to|for) you",
))  # fmt: skip

LEAST = Cue("least", any_of(
    "(?<!at )(?<!at the very )least(?! (?:i|we|you|they|i'm|we're))", "lowest priority",
    "last priority", "bottom of (?:our|my|the) list", "low priority",
    r"(?:less of an?|lower|lesser|no longer an?|hardly an?) (?:\w+ )?(?:priority|concern|issue)",
    r"(?:not|isnt|\w+n't) (?:\w+ ){0,5}(?:priorit(?:y|ies)|red lines?|deal-? ?breakers?|"
    r"concern|concerned|important|necessary|"
    r"crucial|essential|urgent|worried)", r"(?:(?:do|does|did)(?:n't| not)|dont) (?:\w+ )?care",
    "car(?:es?|ed) (?:little|less)",
    "(?:doesn't|does not) matter", "secondary", "minor", "marginal", "unimportant",
    "less important", "(?:little|no) (?:importance|weight)", "(?:little|(?<!of )no) interest",
    "matter(?:s|ed)? (?:less|little)", "can wait",
))  # fmt: skip
NO_NEED = Cue("no-need", any_of(
    r"(?:have|has|had|got|brought|packed|there's|there is|there are) (?:\w+ )?"
    r"(?:enough|plenty|tons|a lot|lots|a bunch)", r"(?:have|has|brought|packed) (?:some )?"
    r"(?:extra|spare)", "already ha(?:ve|s)", "already got", "no need",
    r"do(?:n't| not) (?:\w+ ){0,3}need", r"dont (?:\w+ ){0,3}need", "won't need", "not need",
    r"(?<!a )(?:need|needs|prefer|prefers|want|wants|take|takes|with|on) (?:(?!no |not )\w+ )?"
    rf"(?<!a )(?:less|little|fewer)(?! than {FIGURE})",
    r"get(?:s|ting)? by (?:\w+ )?(?:with|without|on)",
    "cut(?:s|ting)? back on", r"(?:i'm|im|am|are|we're|is) (?:\w+ )?"
    r"(?:good|fine|set|okay|ok|covered) (?:on|for)", "no (?:strong )?preference",
    "(?:don't|do not) have a (?:strong )?preference",
    r"(?:can|could) (?:\w+ ){0,2}(?:do|go|manage|live|survive) (?:\w+ )?without",
    "not (?:really )?interested", "flexible on", "flexible about", "no use", "surplus",
    r"do(?:n't| not) (?:\w+ ){0,2}want(?! (?:to|us|my|our|him|her|them|you|me)(?!\w))",
    "easy to (?:find|get)", "indifferent", "not attached",
    "can find", "very little", "own supply",
))  # fmt: skip
MOST = Cue("most", any_of(
    "(?<!at )(?<!at the )(?<!at the very )most(?! (?:of|reasonable|likely|days|people|fair))",
    "deal-? ?breakers?", "red lines?",
    r"(?:top|first|main|highest|number one|biggest|greatest|absolute|"
    r"overriding) (?:\w+ )?(?:priority|concern|need|demand|objective|goal|interest)",
    "priorit(?:y|ies)", "prios?", "prioriti[sz]e", "above all", r"more than any\w*", "essential",
    "vital", "crucial", "critical", "decisive", "key", "what counts", "comes? first", "pride",
    "cannot be traded", "(?:the|our|their|my) big (?:one|thing|issue|point)",
    "greatest importance", "cannot do without", "can't do without", "desperate(?:ly)?",
    "everything depends", "mainly", "mostly", "especially", "paramount", "core", "life or death",
    "all (?:i|we) (?:really )?need",
))  # fmt: skip
MATTERING = any_of(
    "matter(?:s|ed|ing)?", "important", "importance", "priorit(?:y|ies)", "vital", "crucial",
    "essential", "key", "critical", "decisive", "weigh(?:s|ed)?", "counts?", "worth", "red line",
    "secondary", "care", "first", "order", "ranking",
    "mean(?:s|t)? (?:more|most|less|much|little|a lot|everything|nothing)",
)  # fmt: skip
JUDGED = any_of(
    "out of the question",
    "(?:un)?acceptable",
    r"too \w+",
    "fine",
    "ok",
    "okay",
    "(?:im)?possible",
    "a no",
    "no",
    "non-?starter",
    "no-? ?go(?:s|es)?",
    "not on",
    "works?",
    "hard",
    "difficult",
)
"""What something is to somebody: "8 years is too long for us"."""
STRONG = Cue("strong-need", any_of(
    "really (?:need|want|like|could use)", "definitely (?:need|want)", "badly", "very important",
    "so important", "important", "must[- ]haves?", "(?:an?|absolute) must", "= must",
    "have to have", "matters", "survive",
    "serious(?:ly)?", "dire", "(?:really|mainly|only|most) cares? about",
))  # fmt: skip
FIRM = Cue("firm", any_of(
    "firm (?:on|about|when it comes to)", rf"{_UNMOVED} on", "insist(?:s|ed|ing)? on",
    r"(?:no|not (?:\w+ )?any|little) (?:\w+ )?(?:movement|flexibility|room|leeway|give|compromise) "
    "on", "adamant (?:on|about|that)", "immovable on", "inflexible on",
    r"(?:dug|digs?|digging) (?:\w+ ){0,3}in on", "(?:hard|tough) line on",
    r"not (?:\w+ )?(?:negotiable|up for (?:negotiation|discussion))", "non-?negotiable",
))  # fmt: skip
HELD = any_of("firm (?:on|about)", rf"{_UNMOVED} on", "adamant (?:on|about|that)", "immovable on")
MODEST = any_of("at least", "also", "as well", "too", "a little", "a bit")
INTENSE = any_of(
    "a lot of", "lots of", "as much", "all of the", "all the", "really",
)  # fmt: skip
GIVING = any_of(
    "(?:give|giving|offer|let|hand|leave|trade|send|spare) (?:you|u|them|away|up)", "for you",
    "to you", "(?:you|u|they) (?:can|could|may|get|take|keep|have|would get|will get|'ll get)",
    "(?:you|u)(?:'ll| will) (?:get|take|have)", "in exchange for", "in return for",
    r"trade (?:\w+ )?for",
)  # fmt: skip
UNDECIDED = any_of(
    r"(?:need|needs|needed|want|wants|wanted|require|requires|would like|'d like|expects?|awaits?) "
    rf"(?:[\w']+ ){{0,3}}{_ANSWER}",
    r"(?:need|needs|needed|want|wants|wanted|would like|'d like) to (?:\w+ )?(?:discuss|talk|know|"
    "hear|consult|check|think(?! of)|ask(?! for)|clarify|speak|study|understand|decide|"
    "see (?:how|what|whether)|look (?:at|into)|come back|return|settle|deal with|finish)",
    "(?:need|needs|requires?) (?:further|more) (?:work|study|thought)",
)
"""What is needed to go on with talks says nothing of how much an issue matters."""
EXTREME = any_of(rf"the (?:most|least) (?:that )?(?:{_NO_LINK}[\w']+ ){{1,4}}{_CAN}")
SAME = any_of(
    "me too", "(?:me|mine) as well", r"same (?:\w+ ){0,1}here", "same (?:for|with) (?:me|us)",
    "so do (?:i|we)", r"same (?:\w+ ){0,1}(?:priorit(?:y|ies)|needs?|items?|thing|provisions)",
    "we both (?:really )?(?:need|want|have)", "mine too", "likewise", "i am the same",
    "(?:need|want) (?:of )?(?:some|it|them|those|that) as well",
)  # fmt: skip
WITHDRAWN = any_of(
    r"(?:no longer|not|n't|never) (?:\w+ )?(?:insist(?:s|ed)?|demand(?:s|ed)?)",
    r"no longer (?:\w+ )?(?:asks?|calls?|asked|called|seeks?|sought|wants?|wanted|requests?)",
    "withdr(?:aw|aws|ew|awn) (?:our|its|their|his|her|the|my) "
    "(?:demand|proposal|offer|request|call|claim)",
    "(?:drop|drops|dropped)(?! (?:from|to|by|down|back)(?!\\w))", "(?:gave|gives|give) up",
)  # fmt: skip
EXCEPTED = any_of(
    "(?:after|next to|short of|apart from|aside from|except(?: for)?|second only to|besides|"
    "other than)(?: the| our| their| its| his| her)?"
)
POINTING = any_of(
    r"(?:accept|reject|agree|refus|declin|dismiss|confirm|approv|consent|turn)\w*(?: \w+){0,2} "
    "(?:this|that|it|these|them|proposals?|offers?|package)",
    "^(?:and |but )?(?:this|that|it|the (?:proposal|offer|package))",
)
NEEDS = any_of("needs?", "needed", "requires?", "required")
JOINTLY = re.compile(
    r"^(?:it was |it is |was |(?:both|the two|the) (?:sides|parties|delegations|teams) "
    r"(?:have |had |then |also )?|(?:the )?\w+ (?:then |also )?(?:noted|recorded|registered) |"
    r"we (?:have |then |also |finally )?(?:both|all) (?:have )?)?"
    r"(?:(?:provisionally )?agreed(?!\w)|settled on|sh(?:ook|aken) hands(?!\w)"
    r"|(?:an )?agreement (?:was |has been )?(?:reached )?on(?!\w)"
    r"|there (?:was|is) (?:\w+ ){0,2}(?:agreement|consensus|understanding)(?!\w))"
    r"|^(?:(?!by )[\w%'.-]+ ){1,7}(?:(?:was|were|is|are|has been|have been|been) )?(?:then |also )?"
    r"(?:provisionally )?agreed(?: in principle)?(?: ad ref(?:erendum)?)?"
    r"(?:$|,? (?:subject to|pending|awaiting|conditional|provided|if|once)(?!\w))"
    r"|^(?:(?:and|so|then|finally) )*we (?:(?:have|then|also|finally|provisionally) )*"
    r"(?:agreed|settled|sh(?:ook|aken) hands) (?:in principle )?(?:with (?:\w+ ){1,2})?on(?!\w)"
)
"""Words by which both sides agree; so do "we" who agree on something, not "to" it."""
MUTUALLY = re.compile(
    r"(?<!\w)(?:agreed|agree|settled|sh(?:ook|aken) hands) "
    r"(?:with (?:[\w']+ ){1,3}?)?(?:on|that|to)(?!\w)"
)
APPROVAL = re.compile(
    r"(?:subject to|pending|awaiting|conditional on) (?:[\w']+ ){0,4}"
    r"(?:approval|confirmation|consultation|signature|consent|endorsement|ratification|green light|"
    "go-ahead|blessing)"
    r"|(?:if|provided|providing|once|as soon as|unless) (?:that )?(?:[\w']+ ){1,4}"
    "(?:approves?|consents?|confirms?|endorses?|signs? off)"
)
RETURN_QUESTION = re.compile(
    r"(?:what|how) (?:about|bout) (?:you|yourself|u|your side)(?!\w)"
    r"|^(?:and )?(?:you|yours)$|what(?:'s| is) yours"
)
AFFIRMATION = re.compile(
    r"^(?:ok|okay|yes|yeah|yep|yup|sure|fine|alright|all right|great|perfect)(?!\w)"
)
REFUSAL = re.compile(r"^(?:no(?! (?:problem|worries))|nope|nah|sorry)(?!\w)")
NEED = Cue("need", any_of(
    "need(?:s|ed|ing)?", "want(?:s|ed)?", "would like", "'d like", "i'd like", "we'd like",
    "like to have", "prefer(?:s|red)?", "short on",
    "(?<!stopped )(?<!stops )(?<!fell )(?<!falls )short of",
    "low on", "running out",
    "run out", "lack(?:s|ed)?", "not enough", "don't have (?:much|enough|any)",
    "didn't (?:bring|pack)", "forgot", "could use", "interested in", "hoping (?:for|to)",
    "(?:get|have|take|keep) (?:the |an |some |any |one )?extra", "ideal(?:ly)?",
    "would (?:be (?:nice|great|helpful|good|perfect)|help)",
    "looking for", "require(?:s|d)?", "concern(?:s|ed)?", "worr(?:ied|y|ies)", "value",
    "care[sd]? about", "love", "stressed", "emphasi[sz]ed", "underlined", "depends? on",
    "can't (?:go|do|live|survive) without", rf"(?<!a cent )more(?! than {FIGURE})",
    "attach(?:es|ed)? importance",
))  # fmt: skip
SCARCITY = any_of(
    r"not (?:\w+ ){0,2}enough", r"n't (?:\w+ ){0,3}enough",
    r"\w+n't (?:\w+ ){0,3}(?:enough|plenty)", r"need (?:\w+ ){0,2}(?:plenty|enough|tons)",
    "to have (?:plenty|enough)", r"no(?:t)? (?:\w+ )?extra", r"worried about (?:\w+ ){0,2}enough",
    "without (?:enough|it)", r"can't (?:\w+ ){0,2}without", r"cannot (?:\w+ ){0,2}without",
    "(?:like|want|need|love|hope|hoping) to (?:have|get|bring|take)",
    r"have enough \w+ (?:to|for)", r"(?:if|thought) (?:i|we|they) (?:\w+ )?(?:have|had|packed) "
    r"(?:\w+ )?(?:enough|plenty)", "no (?:source|access|other source) (?:of|to)",
    r"(?:sure|ensure|ensuring|concern\w*|worr\w*) (?:[\w']+ ){0,4}enough", "is there enough",
)  # fmt: skip
MODERATE = any_of("much", "easily", "a lot", "too", "that", "often", "very", "really", "as")
FEARED = any_of("if", "can't", "cannot", "cant", "like", "want", "let", "stand", "without", "so")
COMPARISONS = frozenset(("than", "instead", "ahead", "above", "compared"))
FIRST_THEN = any_of(
    "then", "followed by", "second(?:ly)?", "after that", "next", "lastly", "finally", "last",
)  # fmt: skip
AS_MUCH_AS = re.compile(r"(?<!\w)as (?:much|badly|urgently) as(?!\w)")
OTHERS_NEEDS = any_of(
    r"(?:i|we) (?:\w+ )?(?:think|thought|assumed?|understand|know|knew|guess|see|believe|hear|"
    "heard|suppose|figured?|(?:was|were) under the impression) (?:that )?(?:you|u|your)",
)
ALL_ELSE = any_of(
    r"(?:everything|anything|all) else (?:is|comes|was|came) (?:\w+ )?(?:secondary|second|less|"
    "minor|later|negotiable|unimportant|detail|nothing|bonus)",
    "(?:everything|all) else can wait",
    "nothing else (?:really )?matters",
    "the rest (?:is|was|comes) (?:secondary|second|minor|negotiable|unimportant|detail)",
)
ALL_BUT = any_of(
    "(?:anything|everything|nothing|all) (?:short of|less than|but|other than|except)",
)  # fmt: skip
REPORT = any_of(
    "according to", "told (?:us|me|them)", "reported(?:ly)?", "we (?:hear|heard|understand)",
    "rumou?r(?:s|ed)?", "sources? (?:say|said)", "learned from", "was told", "were told",
    "intelligence",
)  # fmt: skip
