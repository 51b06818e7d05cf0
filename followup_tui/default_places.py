"""Where data and settings lie when nobody says otherwise, and what a typed path means, for those above the store.
Apart from `opening`, whose imports a digest that is kept already need not pay."""

from followup_tui.store.places import DefaultPaths as DefaultPaths
from followup_tui.store.places import default_paths as default_paths
from followup_tui.store.places import expanded as expanded
