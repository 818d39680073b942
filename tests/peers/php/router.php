<?php
// For PHP's own web server: files as they are, everything else through WordPress.
$path = urldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$file = realpath( $_SERVER['DOCUMENT_ROOT'] . $path );
if ( $file && is_dir( $file ) && is_file( "$file/index.php" ) ) {
	$file .= '/index.php';
	$path  = rtrim( $path, '/' ) . '/index.php';
}
if ( $file && is_file( $file ) && str_starts_with( $file, realpath( $_SERVER['DOCUMENT_ROOT'] ) ) ) {
	if ( ! str_ends_with( $file, '.php' ) ) {
		return false;
	}
	$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $path;
	$_SERVER['SCRIPT_FILENAME'] = $file;
	chdir( dirname( $file ) );
	require $file;
	return true;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
chdir( $_SERVER['DOCUMENT_ROOT'] );
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
