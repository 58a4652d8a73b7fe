"""The columns of Outlook's contacts in other languages, with their English names."""

from __future__ import annotations

_COLUMNS = (
    "first name|middle name|last name|title|suffix|company|job title|e-mail address|"
    "e-mail 2 address|e-mail 3 address|business phone|business phone 2|home phone|home phone 2|"
    "mobile phone|birthday|notes|referred by|web page|business street|business city|"
    "business state|business postal code|business country/region|home street|home city|"
    "home state|home postal code|home country/region|department|categories"
)
_LANGUAGES = {
    "de": "vorname|weitere vornamen|nachname|anrede|suffix|firma|position|e-mail-adresse|"
    "e-mail 2: adresse|e-mail 3: adresse|telefon geschäftlich|telefon geschäftlich 2|"
    "telefon (privat)|telefon (privat 2)|mobiltelefon|geburtstag|notizen|empfohlen von|webseite|"
    "straße geschäftlich|ort geschäftlich|region geschäftlich|postleitzahl geschäftlich|"
    "land/region geschäftlich|straße privat|ort privat|bundesland/kanton privat|"
    "postleitzahl privat|land/region privat|abteilung|kategorien",
    "fr": "prénom|deuxième prénom|nom|titre|suffixe|société|profession|adresse de messagerie|"
    "adresse de messagerie 2|adresse de messagerie 3|téléphone (bureau)|téléphone 2 (bureau)|"
    "téléphone (domicile)|téléphone 2 (domicile)|tél. mobile|anniversaire|notes|recommandé par|"
    "page web|rue (bureau)|ville (bureau)|dép/région (bureau)|code postal (bureau)|"
    "pays/région (bureau)|rue (domicile)|ville (domicile)|dép/région (domicile)|"
    "code postal (domicile)|pays/région (domicile)|service|catégories",
    "es": "nombre|segundo nombre|apellidos|título|sufijo|organización|puesto|"
    "dirección de correo electrónico|dirección del correo electrónico 2|"
    "dirección del correo electrónico 3|teléfono del trabajo|teléfono del trabajo 2|"
    "particular|número de teléfono 2|teléfono móvil|cumpleaños|notas|referido por|página web|"
    "calle del trabajo|ciudad de trabajo|provincia o estado de trabajo|"
    "código postal de trabajo|país o región de trabajo|calle de domicilio|ciudad de domicilio|"
    "provincia o estado de domicilio|código postal de domicilio|país o región de domicilio|"
    "departamento|categorías",
    "it": "nome|secondo nome|cognome|titolo|titolo straniero|società|posizione|"
    "indirizzo posta elettronica|indirizzo posta elettronica 2|indirizzo posta elettronica 3|"
    "ufficio|ufficio 2|abitazione|abitazione 2|cellulare|compleanno|notes|presentato da|"
    "pagina web|via (uff.)|città (uff.)|provincia (uff.)|cap (uff.)|paese (uff.)|via (ab.)|"
    "città (ab.)|provincia (ab.)|cap (ab.)|paese (ab.)|reparto|categorie",
    "nl": "voornaam|middelste naam|achternaam|titel|achtervoegsel|bedrijf|functie|e-mailadres|"
    "e-mailadres 2|e-mailadres 3|telefoon op werk|telefoon op werk 2|telefoon thuis|"
    "telefoon thuis 2|mobiele telefoon|verjaardag|notities|aanbevolen door|webpagina|werkadres|"
    "werkplaats|provincie (werk)|postcode werk|land/regio (werk)|huisadres|woonplaats|"
    "provincie (thuis)|postcode thuis|land/regio (thuis)|afdeling|categorieën",
    "pt": "nome|segundo nome|sobrenome|título|sufixo|empresa|cargo|endereço de email|"
    "endereço de email 2|endereço de email 3|telefone comercial|telefone comercial 2|"
    "telefone residencial|telefone residencial 2|telefone celular|aniversário|anotações|"
    "indicado por|página da web|rua do endereço comercial|cidade do endereço comercial|"
    "estado do endereço comercial|cep do endereço comercial|país do endereço comercial|"
    "rua residencial|cidade do endereço residencial|estado|cep do endereço residencial|"
    "país/região do endereço residencial|departamento|categorias",
}
# What Outlook fills in by itself, told by its English name; it says nothing of the person.
_FILLED_IN = {
    "priority": "priorität|priorité|prioridad|priorità|prioriteit|prioridade",
    "private": "privat|privé|privado|privato|particular",
    "sensitivity": "vertraulichkeit|critère de diffusion|sensibilité|confidencialidad|"
    "riservatezza|vertrouwelijkheid|gevoeligheid|confidencialidade|sensibilidade",
    "gender": "geschlecht|sexe|sexo|sesso|geslacht",
    "initials": "initialen|initiales|iniciales|iniziali|voorletters|iniciais",
    "e-mail type": "e-mail-typ|type de messagerie|tipo de correo electrónico|"
    "tipo posta elettronica|e-mailtype|type e-mail|tipo de email|tipo de e-mail",
    "e-mail display name": "e-mail: angezeigter name|nom complet de l'adresse de messagerie|"
    "nombre de pantalla de correo electrónico|nome visualizzato posta elettronica|"
    "weergavenaam voor e-mail|weergegeven naam e-mail|nome de exibição do email|"
    "nome para exibição do email",
    "e-mail 2 type": "e-mail 2: typ", "e-mail 3 type": "e-mail 3: typ",
    "e-mail 2 display name": "e-mail 2: angezeigter name",
    "e-mail 3 display name": "e-mail 3: angezeigter name",
}  # fmt: skip
# Spellings of the same column by other editions.
_ALSO = {
    "email address": "e-mail address", "email": "e-mail address", "e-mail": "e-mail address",
    "email 2 address": "e-mail 2 address", "email 3 address": "e-mail 3 address",
    "e-mail adresse": "e-mail address", "telefon privat": "home phone",
    "telefon privat 2": "home phone 2", "empfohlen durch": "referred by",
    "fonction": "job title", "adresse e-mail": "e-mail address", "mobile": "mobile phone",
    "tél. bureau": "business phone", "correo electrónico": "e-mail address",
    "apellido": "last name", "compañía": "company", "empresa": "company", "cargo": "job title",
    "e-mail-adres": "e-mail address", "endereço de e-mail": "e-mail address",
    "business country": "business country/region", "home country": "home country/region",
    "assistants phone": "assistant's phone",
}  # fmt: skip

ENGLISH = (
    {
        local.casefold(): column
        for columns in _LANGUAGES.values()
        for local, column in zip(columns.split("|"), _COLUMNS.split("|"), strict=True)
    }
    | _ALSO
    | {local: column for column, names in _FILLED_IN.items() for local in names.split("|")}
)
