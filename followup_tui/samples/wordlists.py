"""Words that large sample networks are put together from. No given name here is an ordinary word of a screen."""

GIVEN = (
    "Aaliyah", "Adebayo", "Agnieszka", "Aiko", "Alejandro", "Amélie", "Anniken", "Arjun", "Astrid", "Ayşe",
    "Bartosz", "Beatriz", "Björn", "Camille", "Chidi", "Chloé", "Daniela", "Dmytro", "Eilidh", "Emre",
    "Esperanza", "Fatima", "Federico", "Françoise", "Gintaras", "Guillermo", "Hanneke", "Haruto", "Ibrahim", "Ilse",
    "Isabella", "Jadwiga", "Jürgen", "Kamala", "Kateřina", "Kwame", "Laszlo", "Liesbeth", "Lucía", "Mahmoud",
    "Małgorzata", "Mariam", "Matteo", "Miroslav", "Nikolaj", "Noémie", "Oleksandr", "Oluwaseun", "Pauliina", "Piotr",
    "Rajesh", "Renée", "Rosalind", "Sanjay", "Siobhán", "Sørine", "Takumi", "Thandiwe", "Ulrike", "Vasilisa",
    "Wilhelmina", "Xiomara", "Yasmin", "Yusuf", "Zanele", "Željko",
)  # fmt: skip
FAMILY = (
    "Abara", "Achterberg", "Almeida", "Andersson", "Arslan", "Baptiste", "Bergström", "Bianchini",
    "Bondarenko", "Castellanos", "Chatterjee", "Christensen", "Dąbrowski", "Delacroix", "Diallo", "Eriksen",
    "Fernandes", "Fitzgerald", "Fujimoto", "Gallagher", "Georgiou", "Grünwald", "Gutiérrez", "Hakimi",
    "Halvorsen", "Hernández", "Hoffmann", "Ivanova", "Jankauskas", "Johansson", "Kapoor", "Karlsen",
    "Kaya", "Kowalczyk", "Kurosawa", "Laurent", "Lindholm", "Mbeki", "McAllister", "Meyer",
    "Mohammadi", "Montague", "Mwangi", "Nakagawa", "Ndiaye", "Nikolaidis", "Nyström", "O'Sullivan",
    "Odhiambo", "Ólafsdóttir", "Papadakis", "Petrov", "Popescu", "Quintana", "Ramaswamy", "Rasmussen",
    "Rodrigues", "Rothschild-Weiss", "Sánchez", "Schröder", "Sokolova", "Szabó", "Tanaka", "Thorvaldsen",
    "Tsegaye", "Ueda", "Van den Berg", "Vasquez", "Wiśniewska", "Yamamoto", "Zimmermann",
)  # fmt: skip
COMPANY_STARTS = (
    "Amberley", "Ashdown", "Beacon", "Birchfield", "Blackthorn", "Bramble", "Calder", "Cinder", "Clearwater", "Corvus",
    "Dovetail", "Driftwood", "Eastgate", "Ember", "Fernhill", "Flint", "Gannet", "Glasshouse", "Harrow", "Hazel",
    "Heron", "Inkwell", "Ironbridge", "Kelp", "Larkspur", "Linden", "Lodestar", "Magpie", "Marram", "Millrace",
    "Nettle", "Northlight", "Oakum", "Osprey", "Pebble", "Petrel", "Quarry", "Rowan", "Sandpiper", "Sextant",
    "Skerry", "Sorrel", "Tamarisk", "Thistle", "Tideway", "Umber", "Vellum", "Wren", "Yarrow", "Zephyr",
)  # fmt: skip
COMPANY_ENDS = (
    "Analytics", "Bio", "Care", "Data", "Energy", "Foods", "Freight", "Group", "Health", "Insurance",
    "Labs", "Learning", "Logic", "Maps", "Mobility", "Networks", "Optics", "Pay", "Retail", "Robotics",
    "Software", "Studio", "Systems", "Travel", "Works",
)  # fmt: skip
TITLES = (
    "Analytics Manager", "Chief Technology Officer", "Data Engineer", "Director of Engineering", "Engineering Manager",
    "Head of Data", "Head of People", "Machine Learning Engineer", "Principal Engineer", "Product Manager",
    "Senior Data Analyst", "Solutions Architect", "Staff Engineer", "Talent Partner", "VP Product",
)  # fmt: skip
PLACES = (
    "Amsterdam", "Athens", "Berlin", "Bogotá", "Brno", "Cork", "Dakar", "Düsseldorf", "Edinburgh", "Genève",
    "Helsinki", "İzmir", "Kraków", "Leeds", "Lyon", "Málaga", "Montréal", "Nairobi", "Osaka", "Oslo",
    "Porto", "Reykjavík", "São Paulo", "Tallinn", "Toronto", "Utrecht", "Valparaíso", "Wellington", "Zürich",
)  # fmt: skip
TAGS = ("recruiter", "pm", "data", "loose", "customer", "executive", "founder", "mentor", "connector")
TOPICS = (
    "ai", "civic", "climbing", "cost", "data", "design", "energy", "forecasting", "health", "hiring", "learning",
    "logistics", "maps", "payments", "retail", "robotics", "streaming", "teams", "travel",
)  # fmt: skip
NOTES = (
    "", "", "", "Prefers mornings.", "Two children, plays the cello.", "Writes back late, and at length.",
    "Would rather talk than write.", "Left consulting to build things.", "Knows everybody in logistics.",
)  # fmt: skip
TEXTS = (
    "Thank you for the hour yesterday; the part about ownership stayed with me.",
    "An article on forecasts that say how sure they are: it made me think of you.",
    "Congratulations on the new role! What is the first thing that you will stop doing?",
    "Short call about hiring plans; nothing open before the summer.",
    "How did the migration go in the end? You were dreading the second weekend.",
    "It went well, thank you. We lost one report and nobody has noticed yet.",
    "We open a second team in spring. Do you know anybody who would like to lead it?",
    "Two names come to mind. I have asked both and will tell you on Friday.",
    "Coffee near the station; talked about on-call and about gardens.",
    "Greetings from the conference. The talk on maps was the one you would have liked.",
    "Still thinking about your question of whom a late container belongs to.",
    "Happy to help, any time. Send it over when it is ready.",
)
