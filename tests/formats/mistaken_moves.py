"""Mistakes in the moves of a session, one at a time."""

FIRST = "sessions/2024-04-10-first-meeting.yaml"
SECOND = "sessions/2024-04-24-second-meeting.yaml"
THIRD = "sessions/2024-05-08-third-meeting.yaml"

# file, what stands there, what is written instead, the marked text, the problem, the mend
MISTAKEN_MOVES = (
    # Kinds of move
    (FIRST, "propose: {rent", "propse: {rent", "propse", "kind of move 'propse'", "'propose'"),
    (FIRST, "propose: {rent", "offer: {rent", "offer", "kind of move 'offer'", "'propose'?"),
    (FIRST, "reject: {rent: 140}", "never: {rent: 140}", "never", "'never'", "under red_lines of"),
    (
        FIRST,
        "moves:\n",
        "never: {rent: 140}\nmoves:\n",
        "never",
        "key 'never'",
        "under red_lines of",
    ),
    (FIRST, "reject: {rent: 140}", "text: no", "{", "doesn't say what the party did", "propose"),
    (
        SECOND,
        "accept: {deposit: three-months}",
        "accept: {deposit: three-months}, support: {term: 5}",
        "{",
        "a move is of one kind, not accept and support",
        "one entry for each",
    ),
    (SECOND, "reserve: {fit-out: shared}", "reserve: [fit-out]", "[", "options only", "{issue:"),
    (FIRST, "reject: {rent: 140}", "reject: {rent: }", "rent", "no option is given", "known: 90"),
    (FIRST, "reject: {rent: 140}", "reject: {}", "{", "about nothing", "name options"),
    # Packages that are about as good
    (FIRST, "over: {fit-out", "equal_to: {fit", "fit", "unknown issue 'fit'", "'fit-out'"),
    (
        FIRST,
        "over: {fit-out: landlord}",
        "over: {fit-out: landlord}, equal_to: {fit-out: tenant}",
        "{",
        "better than another and about equal",
        "keep over or equal_to",
    ),
    (
        FIRST,
        "over: {fit-out: landlord}",
        "equal_to: {term: 5}",
        "{",
        "are about different issues",
        "name the same issues in both",
    ),
    (FIRST, "over: {fit-out: landlord}", "equal_to: {fit-out: shared}", "{", "are the same", ""),
    (
        FIRST,
        "reject: {rent: 140}",
        "reject: {rent: 140}, equal_to: {rent: 130}",
        "{",
        "can't reject a package as about equal",
        "one of: signal, answer, support",
    ),
    (
        FIRST,
        "answer: {fit-out: shared}, over: {fit-out: landlord}",
        "answer: [fit-out], equal_to: {fit-out: landlord}",
        "{",
        "nothing stands beside",
        "write answer: {issue: option}",
    ),
    # Issues above all others
    (
        FIRST,
        "reject: {rent: 140}",
        "reject: {rent: 140}, above_others: true",
        "true",
        "only a list of issues in order of importance",
        "under one of: signal, answer, support",
    ),
    (
        FIRST,
        "reject: {rent: 140}",
        "reject: {rent: 140}, makes_light: true",
        "true",
        "only of a list of issues can a party make light",
        "under one of: signal, answer, support",
    ),
    (
        FIRST,
        "answer: {fit-out: shared}, over: {fit-out: landlord}",
        "answer: [rent], above_others: true, makes_light: true",
        "true",
        "what matters most doesn't matter little",
        "leave one of the two out",
    ),
    # A package that is better than another
    (FIRST, "over: {fit-out: landlord}", "over: {fit-out: shared}", "{", "better than itself", ""),
    (FIRST, "over: {fit-out: landlord}", "over: {term: 5}", "{", "different issues", "the same"),
    (
        FIRST,
        "reject: {rent: 140}",
        "reject: {rent: 140}, over: {rent: 130}",
        "{",
        "can't reject one package over another",
        "as: signal, answer, support",
    ),
    (
        FIRST,
        "answer: {fit-out: shared}, over: {fit-out: landlord}",
        "answer: [fit-out], over: {fit-out: landlord}",
        "{",
        "nothing stands beside",
        "write answer: {issue: option}",
    ),
    (
        FIRST,
        "answer: {fit-out: shared}, over: {fit-out: landlord}",
        "answer: [rent, fit-out, rent]",
        "rent",
        "'rent' is named twice",
        "each issue once",
    ),
)
