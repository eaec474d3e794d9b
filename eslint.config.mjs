import nextVitals from 'eslint-config-next/core-web-vitals';
import nextTypescript from 'eslint-config-next/typescript';

const noEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Read settings from lib/env.ts, the only reader of process.env.',
};

export default [
  { ignores: ['.next/', 'dist/', 'data/', 'prisma/*/client/', 'next-env.d.ts', 'test-results/', 'playwright-report/'] },
  ...nextVitals,
  ...nextTypescript,
  { rules: { 'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }], 'no-console': 'error' } },
  { files: ['app/**', 'components/**', 'lib/**'], rules: { 'no-restricted-syntax': ['error', noEnv] } },
  { files: ['lib/env.ts', 'lib/testing/**'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['scripts/**', 'e2e/**'], rules: { 'no-console': 'off' } },
];
