"""An old encoding is told from one or two names, by languages whose list doesn't hold them."""

from importlib.resources import files

import pytest

from kithwork.people.imports.encodings import guess

# Nobody of these stands in `lettered_names.txt`.
UNSEEN = {
    "cp1252": "Schönberg Rößler Hölzl Brühl Säger Bérénice Mézières Crépin Héloïse Dupré Forêt "
    "Ríos Bárbara Piñeiro Cañas Cristóbal Beirão Moção Júlio Sérgio Viganò Rondò Rönn Flodén "
    "Grönlund Sønnichsen Bæk Ørsted Højlund Lærum Steinþór Hákon Aðalbjörg",
    "cp1250": "Głowacki Sławomir Brzęczek Kępa Gąsior Śnieżka Miłosz Zdeňka Dušan Křížek Luděk "
    "Šulc Březina Füredi Dömötör Gulyás Csűrös Hadžić Krešimir Rašić Šćepan Tănase Drăgan",
    "cp1254": "Ağaoğlu Kırca Gündüz Beşiktaş Çevik",
    "cp1257": "Bružas Grybė Sniečkus Āboliņš Strazdiņš",
    "cp1251": "Глеб Трофимов Ульяна Жуков",
    "koi8_r": "Глеб Трофимов Ульяна Жуков",
    "cp1253": "Θωμάς Σωτήρης Χατζής",
    "mac_roman": "Schönberg Bérénice Piñeiro Grönlund",
}  # fmt: skip


def test_the_names_here_are_not_in_the_list():
    listed = (files("kithwork.people") / "data" / "lettered_names.txt").read_text("utf-8").split()
    assert not set(listed) & {name for names in UNSEEN.values() for name in names.split()}


def read(raw):
    return raw.decode(guess(raw))


def test_of_single_names_nine_in_ten_are_read_right():
    tried = [(code, name) for code, names in UNSEEN.items() for name in names.split()]
    wrong = [name for code, name in tried if read(name.encode(code)) != name]
    assert len(wrong) <= 0.1 * len(tried), wrong


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("cp1250", "Csűrös Gergő"),
        ("cp1250", "Rašić Krešimir"),
        ("iso8859_2", "Křížek Luděk"),
        ("cp1252", "Steinþór Aðalbjörg"),
        ("cp1252", "Héloïse Dupré"),
        ("cp1254", "Kırca Beşiktaş"),
        ("cp1257", "Āboliņš Grybė"),
        ("mac_roman", "Schönberg Rößler"),
    ],
)
def test_two_names_are_enough_where_letters_alone_would_fit_another_language(encoding, line):
    assert read(line.encode(encoding)) == line
