<?php
// Installs WordPress and fills it with made-up people. Prints as JSON what a reader of the last 90
// days has to find, counted here and not through the REST API.
define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST'] = parse_url( getenv( 'PEER_URL' ), PHP_URL_HOST ) . ':' . parse_url( getenv( 'PEER_URL' ), PHP_URL_PORT );
require getenv( 'PEER_ROOT' ) . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

function wp_new_blog_notification() {} // nobody wants a mail

wp_install( 'A made-up magazine', 'owner', 'owner@example.org', false, '', getenv( 'PEER_PASSWORD' ) );
update_option( 'timezone_string', 'Pacific/Auckland' ); // far from UTC, so that a mix-up shows
update_option( 'permalink_structure', '/%postname%/' );
flush_rewrite_rules();
mt_srand( 7 );
$now   = time();
$since = $now - 90 * DAY_IN_SECONDS;

$roles = array(
	'anna'  => 'author',
	'ben'   => 'editor',
	'carla' => 'author',
	'dora'  => 'subscriber',
	'emil'  => 'subscriber',
	'fred'  => 'contributor',
	'gina'  => 'subscriber',
);
$ids   = array();
foreach ( $roles as $login => $role ) {
	$ids[ $login ] = wp_insert_user(
		array(
			'user_login'      => $login,
			'user_pass'       => getenv( 'PEER_PASSWORD' ),
			'user_email'      => "$login@example.org",
			'role'            => $role,
			'user_registered' => gmdate( 'Y-m-d H:i:s', $now - 400 * DAY_IN_SECONDS ),
		)
	);
}

function peer_post( $author, $at, $extra = array() ) {
	static $number = 0;
	++$number;
	return wp_insert_post(
		$extra + array(
			'post_author'   => $author,
			'post_title'    => "Made-up post $number",
			'post_content'  => 'Made up.',
			'post_status'   => 'publish',
			'post_date_gmt' => gmdate( 'Y-m-d H:i:s', $at ),
			'post_date'     => get_date_from_gmt( gmdate( 'Y-m-d H:i:s', $at ) ),
			'post_name'     => "post-$number",
		),
		true
	);
}

function peer_comment( $post, $at, $who, $approved = 1 ) {
	$gmt = gmdate( 'Y-m-d H:i:s', $at );
	return wp_insert_comment(
		$who + array(
			'comment_post_ID'  => $post,
			'comment_content'  => 'Made up.',
			'comment_approved' => $approved,
			'comment_date_gmt' => $gmt,
			'comment_date'     => get_date_from_gmt( $gmt ),
		)
	);
}

wp_defer_comment_counting( true );
wp_defer_term_counting( true );
$guests = array(
	array( 'user_id' => $ids['dora'], 'comment_author' => 'Dora' ),
	array( 'user_id' => $ids['emil'], 'comment_author' => 'Emil' ),
	array( 'user_id' => $ids['fred'], 'comment_author' => 'Fred' ),
	array( 'comment_author' => 'Hanna', 'comment_author_url' => 'https://hanna.example/' ),
	array( 'comment_author' => 'Hanna again', 'comment_author_url' => 'http://HANNA.example' ),
	array( 'comment_author' => 'Ivo' ),
	array( 'comment_author' => '' ),
);
foreach ( array( 'Jule', 'Kai', 'Lena', 'Milo', 'Nora', 'Otto', 'Pia', 'Quint' ) as $name ) {
	$guests[] = array( 'comment_author' => $name );
}
$anna   = array( 'user_id' => $ids['anna'], 'comment_author' => 'Anna' );
foreach ( array( 'anna' => 180, 'ben' => 20, 'carla' => 4 ) as $login => $count ) {
	for ( $i = 0; $i < $count; $i++ ) {
		$at = $now - (int) ( ( $i + 0.5 ) * 120 * DAY_IN_SECONDS / $count );
		if ( 'anna' === $login && $i >= 95 && $i < 105 ) {
			$at = $now - 63 * DAY_IN_SECONDS; // ten of one second, where a page of a hundred ends
		}
		$post = peer_post( $ids[ $login ], $at );
		for ( $n = mt_rand( 0, 4 ); $n > 0; $n-- ) {
			peer_comment( $post, min( $now - 60, $at + $n * 3600 ), $guests[ mt_rand( 0, 14 ) ] );
		}
		if ( 0 === $i % 5 ) {
			peer_comment( $post, min( $now - 60, $at + 600 ), $anna );
			peer_comment( $post, min( $now - 60, $at + 700 ), $guests[0], 0 );
			peer_comment( $post, min( $now - 60, $at + 800 ), $guests[1], 'spam' );
			peer_comment( $post, min( $now - 60, $at + 900 ), array( 'comment_author' => 'Ping', 'comment_type' => 'pingback' ) );
		}
	}
}
foreach ( array( 'draft', 'private', 'future' ) as $status ) {
	$at = 'future' === $status ? $now + DAY_IN_SECONDS : $now - DAY_IN_SECONDS;
	peer_post( $ids['anna'], $at, array( 'post_status' => $status ) );
}
peer_post( $ids['anna'], $now - DAY_IN_SECONDS, array( 'post_type' => 'page' ) );
wp_defer_comment_counting( false );
wp_defer_term_counting( false );

global $wpdb;
$found = array();
foreach ( $ids as $login => $id ) {
	$posts    = $wpdb->prepare(
		"SELECT ID FROM $wpdb->posts WHERE post_author = %d AND post_type = 'post' AND post_status = 'publish' AND post_date_gmt >= %s",
		$id,
		gmdate( 'Y-m-d H:i:s', $since )
	);
	$comments = $wpdb->prepare( "FROM $wpdb->comments WHERE comment_post_ID IN ($posts) AND comment_approved = '1' AND comment_type = 'comment' AND user_id <> %d", $id ); // phpcs:ignore
	$found[ $login ] = array(
		'id'       => $id,
		'total'    => (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM $wpdb->posts WHERE post_author = %d AND post_type = 'post' AND post_status = 'publish'", $id ) ),
		'posts'    => array_map( 'strval', $wpdb->get_col( $posts ) ),
		'comments' => (int) $wpdb->get_var( "SELECT COUNT(*) $comments" ), // phpcs:ignore
	);
}
echo json_encode( array( 'since' => $since, 'people' => $found ) );
