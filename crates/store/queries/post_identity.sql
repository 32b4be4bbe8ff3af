SELECT kind, host, native_id, recorded_path, title, path FROM post WHERE id = ?1
