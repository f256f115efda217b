export { PACKAGE_NAME } from './version.ts';
