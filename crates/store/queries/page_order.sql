SELECT id FROM post WHERE kind = 'page' ORDER BY menu_order, title, id
