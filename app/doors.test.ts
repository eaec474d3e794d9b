import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { actions, pages, routes } from '../lib/testing/doors';

const root = path.join(import.meta.dirname, '..');
const files = ['app', 'components', 'lib'].flatMap((room) =>
  readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    .map((name) => path.posix.join(room, name)),
);
const sourceOf = (file: string) =>
  ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);

/** The names that a file exports. A form that this does not know fails, rather than leaving one out. */
function exportsOf(file: string): string[] {
  return sourceOf(file).statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause))
      return statement.exportClause.elements.map(({ name }) => name.text);
    if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) throw new Error(`${file}: not by name`);
    const exported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!exported || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText());
    if (ts.isFunctionDeclaration(statement)) return [statement.name!.text];
    throw new Error(`${file}: an export that this test does not know`);
  });
}

/** `app/(auth)/setup/page.tsx` → `/setup` */
const addressOf = (file: string) =>
  `/${path
    .dirname(file)
    .split('/')
    .slice(1)
    .filter((part) => !/^\(.*\)$/.test(part))
    .join('/')}`;

const named = (pattern: RegExp) => files.filter((file) => pattern.test(file));

test('every page is in the table', () => {
  expect(
    named(/^app\/(.*\/)?page\.tsx?$/)
      .map(addressOf)
      .sort(),
  ).toEqual(Object.keys(pages).sort());
});

test('every method of every route handler is in the table', () => {
  const methods = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
  const found = named(/^app\/(.*\/)?route\.tsx?$/).flatMap((file) =>
    exportsOf(file)
      .filter((name) => methods.test(name))
      .map((name) => `${name} ${addressOf(file)}`),
  );
  expect(found.sort()).toEqual(Object.keys(routes).sort());
});

test('every server action is in the table, and stands in a file of its own', () => {
  const found = files.flatMap((file) => {
    const whole = sourceOf(file);
    const directive = (statement: ts.Node) =>
      ts.isExpressionStatement(statement) &&
      ts.isStringLiteral(statement.expression) &&
      statement.expression.text === 'use server';
    let inside = 0;
    const look = (node: ts.Node): void => {
      if (directive(node)) inside += 1;
      ts.forEachChild(node, look);
    };
    look(whole);
    if (inside === 0) return [];
    expect([file, directive(whole.statements[0]!), inside]).toEqual([file, true, 1]);
    return exportsOf(file).map((name) => `${file} ${name}`);
  });
  expect(found.sort()).toEqual(Object.keys(actions).sort());
});
