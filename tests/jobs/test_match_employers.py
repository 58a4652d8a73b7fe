"""Who speaks in a posting is known by its name and its first sentences."""

import pytest

from kithwork.jobs.match.employers import employer_of

OF_A_CLIENT = (
    "Our client is a mill in Leeds.",
    "A leading legal client needs a clerk.",
    "We write on behalf of a hotel.",
    "Für unseren Kunden in Ulm suchen wir.",
    "Pour notre client à Lyon.",
    "Recruiting for a small school.",
    "Hiring for a bakery.",
    "The client is a hospital.",
    "We are partnered with a dairy.",
    "An employment agency for nurses.",
    "An employment business for drivers.",
    "Voor onze opdrachtgever in Gent.",
    "Unser Mandant ist ein Werk.",
    "Im Auftrag eines Werkes.",
    "We are working with a mill.",
    "We are partnering with an airport.",
    "Kunde: ein Werk in Ulm.",
    "A confidential search.",
    "The museum has exclusively retained us.",
    "Le cabinet accompagne une usine.",
    "Retained by a museum.",
    "Engaged by a museum.",
    "Nuestro cliente es un hotel.",
    "Per un nostro cliente a Pisa.",
    "En nombre de un hotel.",
    "A driver for a local bakery.",
    "A driver for a growing bakery.",
)


@pytest.mark.parametrize("text", OF_A_CLIENT)
def test_who_speaks_of_a_client_is_an_agency_whatever_its_name(text: str) -> None:
    for said in (text, text.upper()):
        assert employer_of("Acme", "", said).agency


def test_an_employer_that_speaks_of_clients_further_on_is_none() -> None:
    text = "We bake bread in Leeds. " * 20 + "Our client is king."
    assert not employer_of("Acme", "", text).agency
