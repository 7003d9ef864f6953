"""The animated map: one page, or a layer of a folium map."""
