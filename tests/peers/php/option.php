<?php
// option.php NAME VALUE: changes one option of the running site.
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require getenv( 'PEER_ROOT' ) . '/wp-load.php';
update_option( $argv[1], $argv[2] );
flush_rewrite_rules();
