import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** A published package of this repository. */
export interface PublishedPackage {
  folder: string;
  name: string;
  version: string;
}

/** All packages that are published. */
export function listPackages(): PublishedPackage[] {
  return readdirSync(`${root}packages`).map((entry) => {
    const folder = `${root}packages/${entry}`;
    const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as PublishedPackage;
    return { folder, name, version };
  });
}
