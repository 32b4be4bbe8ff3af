SELECT host, native_id, body FROM shared_block
