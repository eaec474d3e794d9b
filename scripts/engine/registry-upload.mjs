/** Puts a one-layer image into a registry by its HTTP API (distribution spec, "Push"); no engine is needed. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

const digestOf = (bytes) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const architectures = { x64: 'amd64', arm64: 'arm64' };
const types = 'application/vnd.docker.distribution.manifest.v2+json';
const container = 'application/vnd.docker.container.image.v1+json';
const layer = 'application/vnd.docker.image.rootfs.diff.tar.gzip';

/**
 * @param {string} registry its URL
 * @param {string} name such as library/busybox
 * @param {readonly string[]} tags
 * @param {Buffer} tar the image's root
 * @param {{ Cmd: string[], Env: string[] }} config
 */
export async function uploadImage(registry, name, tags, tar, config) {
  const architecture = architectures[process.arch] ?? process.arch;
  const rootfs = { type: 'layers', diff_ids: [digestOf(tar)] };
  const image = Buffer.from(
    JSON.stringify({ architecture, os: 'linux', created: new Date().toISOString(), config, rootfs }),
  );
  const packed = gzipSync(tar);
  await uploadBlob(registry, name, image);
  await uploadBlob(registry, name, packed);
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: types,
    config: { mediaType: container, size: image.length, digest: digestOf(image) },
    layers: [{ mediaType: layer, size: packed.length, digest: digestOf(packed) }],
  });
  for (const tag of tags) await put(`${registry}/v2/${name}/manifests/${tag}`, manifest, types);
}

async function uploadBlob(registry, name, bytes) {
  const begun = await fetch(`${registry}/v2/${name}/blobs/uploads/`, { method: 'POST' });
  if (begun.status !== 202) throw new Error(`the registry answered ${begun.status} to an upload of ${name}`);
  const place = new URL(begun.headers.get('location'), registry);
  place.searchParams.set('digest', digestOf(bytes));
  await put(place, bytes, 'application/octet-stream');
}

async function put(url, body, type) {
  const answer = await fetch(url, { method: 'PUT', body, headers: { 'Content-Type': type } });
  if (answer.status !== 201)
    throw new Error(`the registry answered ${answer.status} to ${url}: ${await answer.text()}`);
}
