/** The version in package.json, put here by the build. */
declare const __APP_VERSION__: string;
