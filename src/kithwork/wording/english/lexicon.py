"""The English phrases by which a letter does something, as patterns over plain lower-case text."""

JOB = (
    r"(?:jobs?|positions?|roles?|posts?|work|employment|openings?|vacanc(?:y|ies)|opportunit(?:y|ies)"
    r"|placements?|spots?|shifts?|gigs?|place|slot|seat|hours)"
)
OPENING = r"(?:job )?(?:openings?|vacanc(?:y|ies)|positions?|roles?|jobs?|spots?|slots?|posts?|gigs?|opportunit(?:y|ies))"
RESUME = r"(?:resum[ea]s?|c\.?v\.?'?s?|curriculum(?: vitae)?|résumés?)"
TALK = (
    r"(?:chat|talk|speak|call|meet(?:ing|ing up)?|conversation|coffee|tea|lunch|breakfast|beer|drink|zoom|catch[- ]?up"
    r"|sit[- ]?down|discussion|visit|connect|time|minutes?|mins?|hour|word|phone call|video call|cuppa)"
)
YOUR_FIRM = (
    r"(?:your (?:\w+[ -]){0,3}(?:team|company|firm|group|department|organi[sz]ation|crew|store|shop|hospital|unit|ward"
    r"|office|practice|clinic|school|plant|site|yard|agency|bank|kitchen|restaurant|place|business|garage|bakery|lab"
    r"|ranks|side|floor|warehouse|salon|hotel|studio|end|branch|staff|depot|workshop|factory|district|side|outfit|operation)|you guys|with you\b|there\b)"
)

ACTS: dict[str, tuple[str, ...]] = {
    "ask_talk": (
        rf"\b(?:could|can|may|might|would|shall) (?:i|we|you)\b[^.?!]{{0,60}}\b{TALK}\b",
        rf"\bi(?:'d| would| should)? (?:really |very much |just |also )?(?:love|like|welcome|appreciate|value|enjoy|be (?:so |very |really )?(?:grateful|glad|happy|thankful)|hope|treasure)\b[^.?!]{{0,60}}\b{TALK}\b",
        rf"\b(?:hoping|wondering|hoped|wonder|wanted|want|like|love) (?:to|if|whether|we|you|i)\b[^.?!]{{0,60}}\b{TALK}\b",
        r"\b(?:are you|would you be|if you(?:'re| are)|might you be) (?:\w+ )?(?:free|available|willing|open|up for|around|game|able)\b",
        rf"\b(?:do|would|if) you (?:have|had|could spare|spare|can spare|give|could give) (?:me )?(?:\w+ ){{0,4}}{TALK}\b",
        r"\bpick(?:ing)? your brains?\b",
        r"\b(?:grab|get|buy you|have|do) (?:a )?(?:quick |virtual )?(?:coffee|lunch|tea|drink|beer)\b",
        r"\b(?:let's|let us|lets) (?:\w+ )?(?:chat|talk|meet|catch up|connect|get together|grab)\b",
        r"\bspare (?:me )?(?:\w+ ){0,3}(?:minutes|mins|time|moment|half)\b",
        r"\basking for (?:\w+ ){0,3}(?:minutes|mins|time|hour|conversation|talk)\b",
    ),
    "time_bound": (
        r"\b(?:\d{1,2}|five|ten|fifteen|twenty(?:[- ]five)?|thirty|forty(?:[- ]five)?|twelve|eight|two|three|quarter of an|a quarter)[- ]?(?:or (?:\d+|\w+) )?(?:to (?:\d+|\w+) )?(?:-?\s?\d{0,2} ?)?(?:minutes?|mins?\b|minute|min\b|hour)",
        r"\bhalf[- ]?(?:an[- ])?hour\b|\b(?:an|one|1) hour\b|\bhalf an hr\b|\bthe length of (?:a|one) \w+",
        r"\b(?:one|two|three|four|five|a single|1|2|3|4|5|a couple of) (?:\w+ ){0,2}questions?\b",
    ),
    "ask_info": (
        r"\b(?:learn|hear|understand|know|find out|ask(?: you)?|curious|talk|see|wondering) (?:\w+ ){0,4}(?:how|what|about|which|why|where|whether|from you)\b",
        r"\b(?:advice|guidance|insights?|perspective|wisdom|your (?:view|take|thoughts|opinion|experience|story|path|impression)s?)\b",
        r"\bwhat (?:it'?s|it is|it was|you|the|would|skills|training|makes|do|does|people|a|are|is)\b",
        r"\bhow (?:you|the|people|it|your|do|does|did|one|long|hard|someone|firms|employers)\b",
        r"\bquestions? (?:about|on|for you)\b",
    ),
    "ask_names": (
        r"\b(?:who|whom) (?:else|do you|would you|should|i should|might|you (?:think|know|would)|could|i might|i ought|in)\b",
        r"\b(?:any(?:one|body)|some(?:one|body)|people|names?|a person|others?|two|folks) (?:\w+ ){0,4}(?:i (?:should|could|might|ought)|you (?:think|know|would|could|trust|can)|who (?:knows?|works?|could|might|would|can|has|runs)|worth|whom|to (?:talk|speak|meet|call))\b",
        r"\b(?:introduce me|an introduction|point me|put me in touch|connect me|steer me)\b",
    ),
    "disclaimer": (
        rf"\b(?:not|n't|no|never|isn't|without|nothing)\b[^.;?!]{{0,40}}\b(?:asking|ask|looking|after|expect|expecting|here|hunting|writing|angling|fishing|seeking|request|hoping|trying|about)\b[^.;?!]{{0,40}}\b{JOB}\b",
        r"\b(?:not|isn't|n't) (?:\w+ ){0,4}(?:a job|job request|job application|sales pitch)\b",
        r"\bno (?:agenda|strings|ulterior|pressure to hire)\b",
        r"\b(?:realis?z?e|know|understand|appreciate|aware|assume) (?:that )?you (?:may|might|probably|likely|are|'re|have|do|don't)[^.;?!]{0,30}(?:not be hiring|n't hiring|not hiring|no openings|no vacancies|no jobs|nothing)\b",
    ),
    "wants_job": (
        r"\b(?:hire me|employ me|take me on|give me a (?:job|chance|shot|start|try|go|trial)|put me to work|bring me on|consider me|use (?:someone|somebody|a person|a pair) )",
        rf"\b(?:work(?:ing)?|job|position|role|employment|place|joining|join|start(?:ing)?) (?:\w+ ){{0,3}}(?:for|with|at|on|in|to)? ?{YOUR_FIRM}",
        r"\b(?:offer(?:ing)?|available for|looking for|seeking|want|need|after|interested in) (?:\w+ ){0,4}(?:my services|work|employment|a job|a position|a post|a place)\b",
        r"\b(?:great|good|strong|perfect|right|natural|ideal) (?:fit|match|addition|asset|candidate)\b",
        r"\b(?:add|bring|contribute|be useful|be an asset|value) (?:\w+ ){0,5}(?:to|for) (?:your|you)\b",
        r"\b(?:need|needs|could use|can use|short of|looking for|room for|a place for) (?:a|an|another|some(?:one|body)|extra|more)? ?(?:\w+ ){0,3}(?:like me|hand|hands|welder|nurse|driver|cook|help|staff|people)\b",
    ),
    "asks_openings": (
        r"\b(?:do|does|would|did|if|whether|might|is|are|have|any(?:one|body)|who(?:'s| is)?|know|hear|heard|come across|aware|see|about)\b[^.;?!]{0,50}\b(?:openings?|vacanc(?:y|ies)|open (?:positions?|roles?|jobs?))\b",
        r"\b(?:are|is|if|whether|who(?:'s)?|anyone|anybody|who is|you're|when) (?:\w+ ){0,5}(?:hiring|recruiting|taking (?:people |anyone |someone )?on)\b",
        rf"\b(?:any|some|a) (?:\w+ ){{0,2}}{OPENING} (?:available|going|open|free|at your|in your|with you|on your|around|coming up)\b",
    ),
    "hints_opening": (
        r"\b(?:if|should|when|in case|unless)\b[^.;?!]{0,50}\b(?:open(?:s|ed)? up|come(?:s)? (?:up|along)|came (?:up|along)|turn(?:s|ed)? up|become(?:s)? available|became available|arise[s]?|arose|pop(?:s|ped)? up)\b",
        r"\b(?:keep|have|bear|think) (?:me|of me) (?:in mind|on your radar)?\b",
        r"\b(?:down the (?:road|line)|who knows|one thing leads)\b",
    ),
    "pass_cv": (
        rf"\b(?:pass|forward|hand|give|send|put|get|slip|share|submit|take|show|drop)\b[^.;?!]{{0,30}}\bmy (?:\w+ )?(?:{RESUME}|name|details|profile|information|number)\b[^.;?!]{{0,30}}(?:to|on|along|in front|forward|around|in)\b",
        r"\b(?:put in a (?:good )?word|vouch for me|recommend me|refer me|referral|pass me along)\b",
    ),
    "attaches_resume": (
        rf"\b(?:attach(?:ed|ing)?|enclos(?:ed|e|ing)|includ(?:ed|e|ing)|append(?:ed)?)\b[^.;?!]{{0,40}}\b{RESUME}\b",
        rf"\b{RESUME}\b[^.;?!]{{0,30}}\b(?:attached|enclosed|below|included|with this|herewith)\b",
        rf"\b(?:here(?:'s| is| are)|sending|send|emailing|sent|leave|drop(?:ping)?(?: off)?|brought|bring(?:ing)?|link to) (?:you |along |off |with me |over )?(?:\w+ ){{0,2}}my (?:\w+ ){{0,2}}{RESUME}\b",
    ),
    "interview_process": (
        r"\b(?:interview(?:ed|ing|s)?)\b",
        r"\b(?:my application|i applied|applied for|application for|apply for|applying for|requisition|req\b|job (?:id|number|ref)|offer letter|hiring manager|second round|final round|start date|references?|shortlist(?:ed)?|candidate|screening)\b",
    ),
    "thanks": (
        r"\bthank(?:s| you)\b[^.;?!]{0,20}\b(?:for|again for)\b",
        r"\b(?:grateful|appreciated?) (?:\w+ ){0,4}(?:you|your)\b[^.;?!]{0,20}\b(?:took|gave|made|yesterday|last|time)\b",
    ),
    "reports_back": (
        r"\b(?:i (?:met|spoke|talked|called|saw|had)|we (?:met|spoke|talked|had))\b[^.;?!]{0,60}",
        r"\b(?:as you suggested|on your (?:advice|suggestion)|thanks to you|wanted (?:you )?to (?:let you )?know|to report|a quick update|an update)\b",
    ),
    "small_talk": (
        r"\b(?:congratulations|congrats|happy birthday|merry|get well|hope (?:the|your) (?:kids|family|move|trip|weekend)|how are the)\b",
    ),
}
