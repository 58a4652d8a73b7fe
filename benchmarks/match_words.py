"""The words that the labelled market of `match_market.py` is invented from."""

from __future__ import annotations

import datetime as dt

DAY = dt.date(2026, 11, 2)
TOWNS = (
    "Leeds, England", "York, England", "Hull, England", "Bristol, England", "Norwich, England",
    "Derby, England", "Austin, TX", "Dallas, TX", "Denver, CO", "Boise, ID", "Portland, OR",
    "Tampa, FL", "Columbus, OH", "Tulsa, OK", "Berlin, Germany", "Hamburg, Germany",
    "Leipzig, Germany", "Dresden, Germany", "Lyon, France", "Lille, France", "Toronto, ON",
    "Calgary, AB", "Dublin, Ireland", "Cork, Ireland", "Utrecht, Netherlands", "Malmö, Sweden",
)  # fmt: skip
COUNTRIES = ("Germany", "Spain", "Poland", "Ireland", "United Kingdom", "Canada")
FIRST = (
    "Alder", "Birch", "Cobalt", "Delta", "Ember", "Falcon", "Garnet", "Harbor", "Indigo",
    "Juniper", "Kestrel", "Lumen", "Maple", "Nimbus", "Orchid", "Pioneer", "Quartz", "Rowan",
    "Summit", "Tidal", "Umber", "Vantage", "Willow", "Zephyr", "Bramble", "Cinder", "Dovetail",
)  # fmt: skip
SECOND = (
    "Health", "Logistics", "Retail", "Software", "Foods", "Energy", "Bank", "Studios",
    "Clinics", "Motors", "Systems", "Hotels", "Analytics", "Freight", "Markets", "Security",
    "Learning", "Homes", "Robotics", "Insurance", "Textiles", "Media",
)  # fmt: skip
FORMS = ("", " Inc", " Ltd", " GmbH", " LLC", ", Inc.", " Group plc", " Limited", " AG")
AGENCIES = ("Brightpath Recruitment", "Northgate Staffing", "Keystone Talent Partners",
            "Harbour & Finch Resourcing", "Temple Search Ltd", "Ostrava Personnel")  # fmt: skip
SYSTEMS = ("greenhouse", "lever", "ashby", "workday", "recruitee", "personio", "smartrecruiters")
SITES = ("indeed", "linkedin", "adzuna", "glassdoor")
LEADS = (
    "Priya", "Tomas", "Ingrid", "Kofi", "Helena", "Marek", "Yusuf", "Bettina", "Oskar", "Leila",
)  # fmt: skip
BOUND = {
    "Registered Nurse": (
        "give medication and record it", "assess patients at the start of every shift",
        "hand over to the next nurse at the bedside", "teach relatives how to change dressings",
        "respond to call bells without delay", "keep the crash trolley stocked",
        "plan discharges with the doctors", "mentor students on placement",
    ),
    "Store Manager": (
        "open and close the store", "plan the rota four weeks ahead",
        "count the tills every evening",
        "train new colleagues on the shop floor", "keep shrinkage under one percent",
        "order stock for seasonal peaks", "answer for the store's weekly takings",
        "handle complaints with good grace",
    ),
    "Warehouse Operative": (
        "pick orders with a hand scanner", "load trailers to the plan", "keep the aisles clear",
        "report damaged pallets", "count bins on the weekly cycle", "wrap and label pallets",
        "drive a counterbalance truck", "move returns into quarantine",
    ),
    "Delivery Driver": (
        "check the van before every round", "deliver up to ninety parcels",
        "note every failed drop",
        "collect returns from lockers", "keep to the hours that the law allows",
        "refuel at the yard", "help load at six in the morning", "speak kindly at the door",
    ),
    "Barista": (
        "dial in the grinder at opening", "steam milk for rush hour", "bake off the pastries",
        "clean the machine at close", "greet regulars by name", "rotate the fridge",
        "run the card terminal", "write the specials on the board",
    ),
}  # fmt: skip
FREE = {
    "Software Engineer": (
        "design services that survive the loss of a zone", "review changes from your colleagues",
        "carry the pager one week in eight", "write down why, not only what",
        "measure before you make anything faster", "pair with people who are new to the code",
        "retire what nobody uses", "break large changes into small ones",
    ),
    "Data Analyst": (
        "build the weekly forecast", "ask what a number is for before you count",
        "keep the warehouse's tables documented", "explain a surprising chart to the board",
        "design experiments with the product people", "clean up tracking plans",
        "answer questions in plain words", "automate the monthly close",
    ),
    "Account Executive": (
        "run discovery calls", "write proposals that a lawyer can read", "forecast your quarter",
        "hand customers over to onboarding", "travel to two trade fairs a year",
        "keep the pipeline tidy", "negotiate terms with procurement", "close your own deals",
    ),
    "Product Designer": (
        "sketch three answers before choosing one", "watch five people use it",
        "keep the component library small", "write the words on the buttons",
        "argue for leaving things out", "prototype in the browser", "tidy the icon set",
        "test with screen readers",
    ),
    "Payroll Specialist": (
        "run payroll for four countries", "reconcile the ledgers", "file with the tax office",
        "answer colleagues' questions within a day", "prepare the yearly statements",
        "check garnishments", "keep master data right", "support the auditors",
    ),
}  # fmt: skip
TEAMS = (
    "Payments", "Search", "Checkout", "Logistics", "Identity", "Growth", "Platform", "Billing",
    "Claims", "Mobile", "Oncology", "Cardiology", "Maternity", "Grocery", "Homeware", "Returns",
    "Inbound", "Outbound",
)  # fmt: skip
OPENERS = (
    "{employer} is looking for a {title}{team}{where}.",
    "Join {employer} as a {title}{team}{where}.",
    "We at {employer} want to hire a {title}{team}{where}.",
    "As {title}{team} at {employer} you will make a difference{where}.",
    "{employer} has an opening for a {title}{team}{where}.",
)
ABOUTS = (
    "{employer} was founded in {year} and has {people} colleagues who care about what they do",
    "At {employer} we have been serving our customers since {year}, today with {people} people",
    "{employer} is a family of {people} people; since {year} we have grown and kept our manners",
)
EXTRAS = (
    "you bring curiosity and patience", "you have done similar work before",
    "you write clearly", "you like working with people of all ages",
    "a clean record is needed for this work", "you are reliable and punctual",
    "you can explain your work to others", "a certificate in the field helps",
    "you are not afraid of routine", "you like to learn", "you stay calm when it is busy",
    "you have an eye for detail",
)  # fmt: skip
GIVES = (
    "we offer twenty-eight days of holiday", "there is a pension with matching contributions",
    "we pay for your training", "colleagues get a discount", "there is free parking",
    "you can bring your dog on Fridays", "we close between the years",
    "health insurance from day one", "a bicycle can be leased",
    "we give one paid day a year for volunteering", "meals are subsidised",
    "there is a relocation allowance",
)  # fmt: skip
FAIR = (
    "We welcome everybody whatever their age, origin, faith, sex or disability. If you need an "
    "adjustment in the process, tell us and we will arrange it."
)
CLIENT = ("Our client, a well-known name in its field, needs a {title}{team}{where}.",
          "On behalf of our client we are recruiting a {title}{team}{where}.",
          "A client of ours is hiring a {title}{team}{where}.")  # fmt: skip
FOOTERS = (
    "Apply today through this site; only shortlisted people will hear from us.",
    "Click apply to be taken to the employer's page. Be the first to apply!",
    "By applying you agree to our terms of use and privacy notice.",
)
