import { homedir } from 'node:os';
import { join } from 'node:path';

/** One revision of Jaeger that `build-jaeger.ts` knows how to build. */
export interface JaegerBuild {
  /** The release of Jaeger that this is. */
  readonly release: string;
  /** The version of the Go module `github.com/jaegertracing/jaeger`. */
  readonly moduleVersion: string;
  /** Where the binary stands once it was built: a cache folder of the user, outside the repository. */
  readonly binary: string;
}

/**
 * The revisions in order of preference. Jaeger 2 keeps the module path of version 1, so a release is reached
 * by a pseudo-version; 2.13.0 is the last one that has a version tag of its own (v1.76.0), for module proxies
 * that serve tags only.
 */
export const jaegerBuilds: readonly JaegerBuild[] = [
  describeBuild('2.20.0', 'v1.76.1-0.20260720033334-798e4b0fcf22'),
  describeBuild('2.13.0', 'v1.76.0'),
];

function describeBuild(release: string, moduleVersion: string): JaegerBuild {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return { release, moduleVersion, binary: join(cache, 'tokenspan', `jaeger-${moduleVersion}`, 'jaeger') };
}
