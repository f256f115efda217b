/** The instrumentation scope: name and version of this package, checked against package.json by a test. */
export const PACKAGE_NAME = '@tokenspan/cost';
export const PACKAGE_VERSION = '0.1.0';
