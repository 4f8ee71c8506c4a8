import { defineConfig } from 'vitest/config';

const source = ['nelumbo-source'];

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions: source },
        ssr: { resolve: { conditions: source } },
        test: {
          name: 'node',
          environment: 'node',
          include: ['packages/{core,content,server}/src/**/*.test.ts', 'test/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
