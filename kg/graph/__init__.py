"""Assembly: Records and Entities in; a validated Graph of typed nodes and edges, and its networkx view, out."""
