"""Why each finding matters, in one sentence, and what to write instead."""

MESSAGES: dict[str, tuple[str, str]] = {
    "banned_term": (
        "An interview is the employer's; calling your own meeting one makes people expect a test.",
        'Call it what it is: "a 20-minute conversation" or "a short meeting".',
    ),
    "any_job": (
        'Nobody can help with "anything": it names no work that they could think of for you.',
        "Name the one or two kinds of work you are aiming for, and where.",
    ),
    "vague_objective": (
        "The reader can't tell what you aim for or want to learn, so there is nothing to answer.",
        'Say it in one sentence: "I am moving from X towards Y, and want to learn how Z works."',
    ),
    "asks_openings": (
        "Most people know of no opening, say so, and the conversation is over.",
        'Ask what they know: "Whom would you talk to if you wanted to understand this field?"',
    ),
    "unpermitted_name": (
        "A name used without leave costs you the trust of two people.",
        'Ask the person first, then write "X said that I may use her name"; or leave the name out.',
    ),
    "no_time_bound": (
        "An ask without an end is hard to say yes to; coffee alone is not a bound.",
        'Say how long: "20 minutes, by phone or wherever suits you".',
    ),
    "attaches_resume": (
        "A résumé nobody asked for turns the request into an application.",
        "Leave it out, and bring it only when they ask for it.",
    ),
    "hints_opening": (
        "A hint at a future opening makes the rest read like a pretext.",
        "Leave it out, or ask openly, as direct contact.",
    ),
    "asks_to_pass_on": (
        "Being passed on to whoever hires is a request for employment, not for advice.",
        "Ask for a conversation only, or write openly, as direct contact.",
    ),
    "contradicted_disclaimer": (
        "The letter says that it does not ask for a job, and then does.",
        "Drop what asks for the job, or drop the disclaimer and ask openly.",
    ),
}
