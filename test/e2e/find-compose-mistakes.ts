/** The parts of a compose file that are checked here, as YAML has them (short forms). */
export interface ComposeFile {
  readonly services?: Readonly<Record<string, ComposeService>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
}

/** One service of a compose file. */
export interface ComposeService {
  readonly image?: string;
  readonly build?: unknown;
  readonly depends_on?: Readonly<Record<string, { readonly condition?: string }>>;
  readonly healthcheck?: { readonly test?: readonly string[] };
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
}

/**
 * What would stop `docker compose up`, or break a promise of ours (stock images of a fixed version, nothing
 * reachable from other machines, nothing written into the repository). One sentence a mistake. `docker
 * compose config` finds more; this needs no Docker.
 */
export function findComposeMistakes(file: ComposeFile): string[] {
  const services = Object.entries(file.services ?? {});
  if (services.length === 0) return ['there are no services'];
  return [
    ...services.flatMap(([name, service]) => [
      ...findImageMistakes(service).map((mistake) => `${name}: ${mistake}`),
      ...findDependencyMistakes(service, file).map((mistake) => `${name}: ${mistake}`),
      ...findExposureMistakes(service).map((mistake) => `${name}: ${mistake}`),
    ]),
    ...findVolumeMistakes(file),
  ];
}

function findImageMistakes({ image, build }: ComposeService): string[] {
  if (build !== undefined) return ['is built, and nothing should be'];
  const tag = image?.split('/').at(-1)?.split(/:(.*)/s)[1];
  return tag === undefined || tag.includes('latest') ? [`image ${image} has no fixed version`] : [];
}

function findDependencyMistakes(
  { depends_on: dependencies = {} }: ComposeService,
  file: ComposeFile,
): string[] {
  return Object.entries(dependencies).flatMap(([name, { condition }]) => {
    const dependency = file.services?.[name];
    if (dependency === undefined) return [`depends on ${name}, which is no service`];
    if (condition !== 'service_healthy') return [`does not wait until ${name} is healthy`];
    return dependency.healthcheck?.test ? [] : [`waits until ${name} is healthy, which has no health check`];
  });
}

function findExposureMistakes({ ports = [], volumes = [] }: ComposeService): string[] {
  const opened = ports.filter((port) => !port.startsWith('127.0.0.1:'));
  const writable = volumes.filter((volume) => volume.startsWith('.') && !volume.endsWith(':ro'));
  return [
    ...opened.map((port) => `port ${port} is open to other machines`),
    ...writable.map((volume) => `volume ${volume} lets the container write into the repository`),
  ];
}

function findVolumeMistakes({ services = {}, volumes = {} }: ComposeFile): string[] {
  const used = new Set(
    Object.values(services)
      .flatMap((service) => service.volumes ?? [])
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((source) => /^\w/.test(source)),
  );
  const declared = new Set(Object.keys(volumes));
  return [
    ...[...used].filter((name) => !declared.has(name)).map((name) => `volume ${name} is not declared`),
    ...[...declared].filter((name) => !used.has(name)).map((name) => `volume ${name} is not used`),
  ];
}
