// Builds the console and the widgets. Called by Maven (see pom.xml here and in plugins/widget-*), or by hand:
//   node build.mjs console         the console, into target/classes/META-INF/rem-console
//   node build.mjs widget <folder> one widget bundle, into <folder>/target/classes/META-INF/rem
//   node build.mjs field <folder>  the editor that a field type brings, into its bundle in the same way
//   node build.mjs test            the unit tests
//   node build.mjs all             the console, every widget and every editor of a field type
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, 'node_modules');
const shared = ['lit', 'lit/*', '@redeye/host'];
/** What `import … from 'lit/…'` may name: all of it is one file. */
const litModules = ['lit', 'lit/async-directive.js', 'lit/directive.js', 'lit/html.js', 'lit/static-html.js'].concat(
  ['class-map', 'guard', 'if-defined', 'keyed', 'live', 'ref', 'repeat', 'when'].map((name) => `lit/directives/${name}.js`),
);
const compressible = new Set(['.js', '.css', '.svg', '.html', '.txt']);
const smallest = 1024; // bytes; below that a compressed copy gains nothing

function main([what, folder]) {
  install();
  return {
    console: () => checked(buildConsole),
    widget: () => checked(() => buildWidget(resolve(folder))),
    field: () => checked(() => buildField(resolve(folder))),
    test: () => runTests(),
    all: () => checked(() => Promise.all([buildConsole(), ...pluginsWith('widget.json').map(buildWidget), ...pluginsWith('field.json').map(buildField)])),
  }[what ?? 'console']();
}

/** Fetches the third-party code once per lock file; a lock folder keeps parallel builds apart. */
function install() {
  const stamp = join(modules, '.stamp');
  const wanted = hash(readFileSync(join(here, 'package-lock.json'))) + ` ${process.platform} ${process.arch}`;
  const done = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (done()) return;
  const lock = join(here, 'target', 'npm-lock');
  mkdirSync(dirname(lock), { recursive: true });
  const deadline = Date.now() + 300_000;
  while (!take(lock)) {
    if (Date.now() > deadline) throw new Error(`Another build has held ${lock} for 5 minutes. If none runs, delete it.`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  try {
    if (done()) return;
    console.log('npm ci (once per lock file)');
    execFileSync('npm', ['ci', '--prefer-offline', '--loglevel=error'], { cwd: here, stdio: 'inherit' });
    writeFileSync(stamp, wanted);
  } finally {
    rmSync(lock, { recursive: true });
  }
}

function take(lock) {
  try {
    mkdirSync(lock);
    return true;
  } catch (taken) {
    if (taken.code === 'EEXIST') return false;
    throw taken;
  }
}

async function checked(build) {
  execFileSync(join(modules, '.bin', 'tsc'), ['--noEmit', '-p', here], { stdio: 'inherit' });
  await build();
}

async function esbuild(options) {
  const { build } = await import('esbuild');
  return build({
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    nodePaths: [modules],
    // the paths of tsconfig.json are for types; at run time the import map decides
    tsconfigRaw: { compilerOptions: { target: 'es2022', useDefineForClassFields: true } },
    ...options,
  });
}

async function buildConsole() {
  const out = join(here, 'target', 'classes', 'META-INF', 'rem-console');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const src = (name) => join(here, 'src', name);
  const common = { outdir: out, entryNames: '[name]-[hash]', chunkNames: '[name]-[hash]', assetNames: '[name]-[hash]', metafile: true };

  const [lit, host, worker, style] = await Promise.all([
    esbuild({ ...common, entryPoints: { lit: src('vendor/lit.ts') } }),
    esbuild({ ...common, entryPoints: { host: src('host/index.ts') }, external: shared }),
    esbuild({ ...common, entryPoints: { stream: src('worker/stream.ts') }, format: 'iife' }),
    esbuild({ ...common, entryPoints: { base: src('app/base.css') }, loader: { '.woff2': 'file' }, publicPath: '/console' }),
  ]);
  const app = await esbuild({
    ...common,
    entryPoints: { app: src('app/main.ts'), theme: src('app/theme-early.ts') },
    external: shared,
    splitting: true,
    define: { STREAM_WORKER: JSON.stringify(url(worker, 'stream')) },
  });

  const imports = { '@redeye/host': url(host, 'host') };
  for (const name of litModules) imports[name] = url(lit, 'lit');
  const importMap = JSON.stringify({ imports });
  const page = readFileSync(join(here, 'static', 'index.html'), 'utf8')
    .replace('{{importmap}}', importMap)
    .replace('{{theme}}', url(app, 'theme'))
    .replace('{{app}}', url(app, 'app'))
    .replace('{{chunks}}', chunksOf(app, 'app').map((path) => `<link rel="modulepreload" href="${path}">\n`).join(''))
    .replace('{{lit}}', url(lit, 'lit'))
    .replace('{{host}}', url(host, 'host'))
    .replace('{{style}}', url(style, 'base', '.css'))
    .replace('{{font}}', url(style, 'inter', '.woff2'));
  writeFileSync(join(out, 'index.html'), page);
  // for the Content-Security-Policy header: 'sha256-…' of the inline import map
  writeFileSync(join(out, 'importmap.sha256'), createHash('sha256').update(importMap).digest('base64'));
  for (const name of ['favicon.svg', 'logo.svg']) cpSync(join(here, 'static', name), join(out, name));
  licences(join(out, 'third-party.txt'), ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', '@fontsource-variable/inter', ...brought(Object.values(app.metafile.outputs))]);
  compress(out);
}

/** The address of a file that esbuild wrote. */
function url(result, name, extension = '.js') {
  const file = Object.keys(result.metafile.outputs).find((path) => basename(path).startsWith(name) && extname(path) === extension);
  if (!file) throw new Error(`esbuild wrote no ${name}*${extension}`);
  return `/console/${basename(file)}`;
}

/** What a file imports at once: asked for together with it, not after it. */
function chunksOf(result, name) {
  const [, output] = Object.entries(result.metafile.outputs).find(([path]) => basename(path).startsWith(`${name}-`));
  return output.imports.filter(({ kind, external }) => kind === 'import-statement' && !external).map(({ path }) => `/console/${basename(path)}`);
}

function buildWidget(folder) {
  return buildModule(folder, 'widget.json', 'src', describe(join(folder, 'widget.json')));
}

function buildField(folder) {
  const descriptor = JSON.parse(readFileSync(join(folder, 'field.json'), 'utf8'));
  lacking(join(folder, 'field.json'), descriptor, ['module', 'export']);
  return buildModule(folder, 'field.json', join('src', 'main', 'ts'), descriptor);
}

/** The module that a plugin brings, with the file that announces it beside it. */
async function buildModule(folder, manifest, sources, descriptor) {
  const out = join(folder, 'target', 'classes', 'META-INF', 'rem');
  mkdirSync(out, { recursive: true });
  const entry = join(folder, sources, descriptor.module.replace(/\.js$/, '.ts'));
  const result = await esbuild({
    entryPoints: [entry],
    outfile: join(out, descriptor.module),
    external: shared,
    metafile: true,
    loader: { '.css': 'text' },
  });
  const [output] = Object.values(result.metafile.outputs);
  if (!output.exports.includes(descriptor.export)) {
    throw new Error(`${entry} exports ${output.exports.join(', ') || 'nothing'}; ${manifest} names "${descriptor.export}".`);
  }
  cpSync(join(folder, manifest), join(out, manifest));
  const others = brought([output]);
  if (others.length > 0) licences(join(out, 'third-party.txt'), others);
  compress(out, [descriptor.module]);
}

/** The packages whose code went into some files. */
function brought(outputs) {
  const paths = outputs.flatMap(({ inputs }) => Object.keys(inputs));
  return [...new Set(paths.flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []))].sort();
}

/** What a widget says of itself; refuses one that leaves out what people need. */
function describe(file) {
  const descriptor = JSON.parse(readFileSync(file, 'utf8'));
  lacking(file, descriptor, ['title', 'help', 'module', 'export', 'fields']);
  descriptor.fields.forEach((field, i) => {
    const wanting = ['name', 'type', 'help'].filter((key) => typeof field[key] !== 'string' || field[key] === '');
    if (wanting.length > 0) throw new Error(`${file}: field ${i} lacks ${wanting.join(', ')}.`);
  });
  return descriptor;
}

function lacking(file, descriptor, keys) {
  const lacks = keys.filter((key) => !descriptor[key]);
  if (lacks.length > 0) throw new Error(`${file} lacks ${lacks.join(', ')}.`);
}

/** The folders of the plugins that have such a file. */
function pluginsWith(manifest) {
  const plugins = join(here, '..', '..', 'plugins');
  return readdirSync(plugins)
    .filter((name) => existsSync(join(plugins, name, manifest)))
    .map((name) => join(plugins, name));
}

/** The licence texts of what is bundled, as the licences ask. */
function licences(file, packages) {
  const texts = packages.map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
    const text = readdirSync(join(modules, name)).find((each) => /^licen[cs]e/i.test(each));
    return `${name} ${version} (${license})\n\n${text ? readFileSync(join(modules, name, text), 'utf8').trim() : ''}\n`;
  });
  writeFileSync(file, texts.join(`\n${'-'.repeat(80)}\n\n`));
}

function compress(folder, names = readdirSync(folder)) {
  for (const name of names) {
    const file = join(folder, name);
    if (compressible.has(extname(name)) && statSync(file).size > smallest) {
      writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
    }
  }
}

async function runTests() {
  const out = join(here, 'target', 'test');
  rmSync(out, { recursive: true, force: true });
  const entryPoints = readdirSync(join(here, 'test'))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(here, 'test', name));
  await esbuild({
    entryPoints,
    outdir: out,
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    minify: false,
    sourcemap: 'inline',
    external: ['lit', 'lit/*'],
    alias: { '@redeye/host': join(here, 'src', 'host', 'index.ts') },
  });
  execFileSync(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=dot', ...readdirSync(out).map((name) => join(out, name))], {
    stdio: 'inherit',
    cwd: here,
  });
}

function hash(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

try {
  await main(process.argv.slice(2));
} catch (failure) {
  // esbuild, tsc and the tests have already said what is wrong
  if (!failure.errors && failure.status === undefined) console.error(failure.message);
  process.exit(1);
}
