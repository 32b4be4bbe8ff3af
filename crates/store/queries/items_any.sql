-- Whether anything was ever kept or withheld.
SELECT EXISTS (SELECT 1 FROM post) OR EXISTS (SELECT 1 FROM withheld)
