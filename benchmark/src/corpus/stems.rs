//! The words that the generated language grows from, written down for this project: what a press review speaks of.

/// Words without a meaning of their own, each with its share of all words in thousandths.
pub const FUNCTION_WORDS: &[(&str, f64)] = &[
    ("de", 48.0), ("la", 30.0), ("le", 25.0), ("et", 24.0), ("les", 22.0), ("des", 20.0), ("en", 15.0),
    ("un", 14.0), ("du", 13.0), ("une", 12.0), ("que", 11.0), ("est", 10.0), ("pour", 9.5), ("dans", 9.0),
    ("qui", 9.0), ("par", 8.0), ("au", 7.5), ("sur", 7.0), ("ne", 6.5), ("pas", 6.5), ("plus", 6.0),
    ("se", 5.5), ("ce", 5.0), ("il", 5.0), ("avec", 5.0), ("sont", 4.0), ("aux", 4.0), ("son", 3.5),
    ("sa", 3.0), ("ses", 3.0), ("ou", 3.0), ("cette", 2.8), ("leur", 2.6), ("leurs", 2.4), ("mais", 2.4),
    ("comme", 2.2), ("ont", 2.2), ("a", 6.0), ("elle", 2.0), ("on", 2.0), ("nous", 2.0), ("entre", 1.8),
    ("tous", 1.6), ("aussi", 1.6), ("ces", 1.6), ("deux", 1.6), ("fait", 1.4), ("être", 1.4), ("même", 1.3),
    ("sans", 1.3), ("sous", 1.1), ("après", 1.1), ("avant", 1.0), ("ils", 1.0), ("elles", 0.8), ("vous", 0.9),
    ("dont", 0.9), ("très", 0.9), ("tout", 1.0), ("toute", 0.6), ("si", 0.9), ("où", 0.8), ("chez", 0.6),
    ("depuis", 0.8), ("ainsi", 0.6), ("encore", 0.6), ("donc", 0.5), ("contre", 0.6), ("selon", 0.6),
    ("lors", 0.5), ("peut", 0.9), ("était", 0.8), ("sera", 0.5), ("je", 0.8), ("y", 0.8), ("déjà", 0.4),
    ("moins", 0.6), ("bien", 0.8), ("vers", 0.4), ("pendant", 0.4), ("jusque", 0.2), ("lorsque", 0.2),
];

/// What is shortened before a vowel, and to what.
pub const ELIDED: &[(&str, &str)] = &[
    ("le", "l"), ("la", "l"), ("de", "d"), ("que", "qu"), ("ne", "n"), ("se", "s"), ("ce", "c"), ("je", "j"),
    ("jusque", "jusqu"), ("lorsque", "lorsqu"),
];

/// Nouns in the singular.
pub const NOUNS: &[&str] = &[
    "logement", "habitat", "habitant", "ville", "quartier", "commune", "maire", "mairie", "région", "métropole",
    "bailleur", "locataire", "propriétaire", "copropriété", "loyer", "charge", "immeuble", "bâtiment", "maison",
    "appartement", "étage", "escalier", "ascenseur", "toiture", "façade", "fenêtre", "porte", "palier", "cave",
    "jardin", "parc", "rue", "place", "gare", "tramway", "vélo", "route", "pont", "fleuve", "rivière", "port",
    "usine", "atelier", "chantier", "travail", "ouvrier", "entreprise", "salarié", "emploi", "chômage", "syndicat",
    "grève", "contrat", "salaire", "retraite", "pension", "impôt", "taxe", "budget", "crédit", "dette", "banque",
    "caisse", "fonds", "prêt", "épargne", "prix", "marché", "vente", "achat", "investisseur", "investissement",
    "école", "collège", "lycée", "université", "étudiant", "enseignant", "élève", "classe", "formation", "métier",
    "hôpital", "médecin", "santé", "soin", "patient", "maladie", "vaccin", "pharmacie", "handicap", "vieillesse",
    "enfant", "famille", "jeune", "femme", "homme", "couple", "parent", "ménage", "voisin", "voisinage",
    "association", "bénévole", "fondation", "collectif", "comité", "conseil", "commission", "réunion", "congrès",
    "ministre", "ministère", "gouvernement", "préfet", "préfecture", "député", "sénateur", "parlement", "loi",
    "décret", "article", "amendement", "règlement", "norme", "règle", "droit", "justice", "juge", "tribunal",
    "procès", "avocat", "police", "sécurité", "violence", "élection", "vote", "candidat", "campagne", "parti",
    "réforme", "projet", "programme", "plan", "objectif", "bilan", "rapport", "étude", "enquête", "chiffre",
    "donnée", "carte", "tableau", "graphique", "indice", "taux", "hausse", "baisse", "seuil", "moyenne",
    "énergie", "chaleur", "chauffage", "chaudière", "gaz", "électricité", "isolation", "rénovation", "climat",
    "canicule", "sécheresse", "inondation", "pluie", "forêt", "arbre", "bois", "paille", "brique", "béton",
    "pierre", "terre", "eau", "air", "pollution", "déchet", "recyclage", "compost", "biodiversité", "animal",
    "agriculture", "paysan", "ferme", "récolte", "vigne", "élevage", "alimentation", "cantine", "repas", "pain",
    "musée", "théâtre", "cinéma", "film", "livre", "lecture", "lecteur", "auteur", "revue", "journal",
    "journaliste", "presse", "radio", "image", "photographie", "exposition", "concert", "festival", "fête",
    "patrimoine", "architecte", "architecture", "urbanisme", "urbaniste", "paysage", "paysagiste", "histoire",
    "mémoire", "archive", "souvenir", "siècle", "guerre", "paix", "frontière", "exil", "accueil", "hébergement",
    "abri", "rue", "nuit", "hiver", "été", "printemps", "automne", "semaine", "mois", "année", "jour", "heure",
    "œuvre", "cœur", "sœur", "vœu", "manœuvre", "nœud", "chœur", "mœurs", "numérique", "logiciel", "réseau",
    "serveur", "écran", "message", "courriel", "adresse", "lettre", "réponse", "question", "demande", "dossier",
    "guichet", "agence", "office", "service", "accès", "égalité", "mixité", "solidarité", "précarité", "pauvreté",
    "richesse", "inégalité", "liberté", "dignité", "citoyen", "citoyenneté", "démocratie", "république", "État",
    "Europe", "territoire", "département", "canton", "village", "bourg", "banlieue", "centre", "périphérie",
    "île", "montagne", "vallée", "littoral", "mer", "plage", "tourisme", "hôtel", "restaurant", "commerce",
    "boutique", "client", "clientèle", "marque", "produit", "production", "transport", "voiture", "train",
    "avion", "voyage", "voyageur", "sport", "stade", "équipe", "joueur", "match", "victoire", "défaite",
    "recherche", "chercheur", "science", "découverte", "expérience", "laboratoire", "technique", "machine",
    "outil", "méthode", "solution", "problème", "crise", "risque", "danger", "urgence", "secours", "pompier",
];

/// Adjectives in the masculine singular.
pub const ADJECTIVES: &[&str] = &[
    "social", "local", "national", "régional", "départemental", "communal", "rural", "central", "principal",
    "général", "mondial", "patronal", "syndical", "locatif", "collectif", "actif", "positif", "négatif",
    "ancien", "quotidien", "européen", "parisien", "citoyen", "public", "privé", "urbain", "humain", "neuf",
    "vieux", "grand", "petit", "haut", "bas", "long", "court", "large", "étroit", "clair", "sombre", "chaud",
    "froid", "vert", "blanc", "rouge", "bleu", "noir", "vide", "plein", "ouvert", "fermé", "digne", "décent",
    "insalubre", "solidaire", "durable", "abordable", "accessible", "énergétique", "thermique", "écologique",
    "économique", "politique", "juridique", "fiscal", "financier", "budgétaire", "foncier", "immobilier",
    "intermédiaire", "prioritaire", "étudiant", "jeune", "âgé", "modeste", "pauvre", "riche", "difficile",
    "facile", "important", "inquiétant", "étonnant", "récent", "prochain", "dernier", "premier", "nouveau",
];

/// Verbs of the first group, without their -er.
pub const VERBS: &[&str] = &[
    "accompagn", "habit", "log", "lou", "march", "travaill", "chant", "parl", "écout", "regard", "trouv",
    "cherch", "demand", "donn", "montr", "pens", "aid", "aim", "arriv", "rest", "pass", "port", "jou", "gagn",
    "compt", "calcul", "mesur", "évalu", "contrôl", "vérifi", "publi", "annonc", "présent", "expliqu", "racont",
    "rappel", "signal", "signifi", "proclam", "vot", "adopt", "amend", "modifi", "transform", "rénov",
    "réhabilit", "isol", "chauff", "ventil", "répar", "entret", "aménag", "démén", "install", "construis",
    "dessin", "imagin", "invent", "organis", "anim", "invit", "accueill", "hébergea", "protég", "sécuris",
    "financ", "prêt", "épargn", "dépens", "coût", "tax", "exonér", "attribu", "affect", "réserv", "désign",
    "nomm", "élabor", "prépar", "négoci", "sign", "refus", "accept", "contest", "dénonc", "critiqu", "défend",
    "soulign", "insist", "doubl", "augment", "diminu", "baiss", "mont", "stagn", "évolu", "progress", "recul",
    "plant", "cultiv", "récolt", "arros", "tri", "recycl", "gaspill", "consomm", "achet", "échang", "partag",
    "circul", "roul", "pédal", "stationn", "travers", "long", "visit", "explor", "étudi", "enseign", "form",
];

/// Beginnings of made-up words and names.
pub const BEGINNINGS: &[&str] = &[
    "ar", "bal", "bel", "bor", "bran", "cal", "cha", "chan", "cler", "cor", "cou", "dan", "dor", "du", "es",
    "fau", "fer", "fon", "gar", "gi", "gran", "gué", "her", "jau", "jon", "ker", "lan", "lo", "lu", "mal",
    "mar", "mé", "mon", "mor", "nan", "nor", "or", "pa", "per", "plan", "por", "pré", "quin", "rai", "ro",
    "ru", "sal", "sau", "ser", "sor", "tar", "tho", "tour", "val", "ven", "ver", "vi", "vil",
];

/// Middles of made-up words.
pub const MIDDLES: &[&str] = &[
    "a", "ba", "be", "ca", "ché", "ci", "co", "da", "dé", "di", "du", "fe", "ga", "gi", "la", "li", "lo", "ma",
    "mé", "mi", "mo", "na", "ni", "pa", "pé", "ra", "ré", "ri", "ro", "sa", "sé", "si", "ta", "té", "ti", "va",
];

/// Ends of made-up words.
pub const ENDS: &[&str] = &[
    "bert", "court", "gny", "lac", "lon", "lle", "ment", "mont", "nais", "nier", "noux", "que", "rac", "reau",
    "rel", "ron", "sac", "sier", "tal", "teau", "tier", "tion", "ville", "vron", "zac", "geois", "don", "cienne",
];
