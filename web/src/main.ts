import '@fontsource-variable/newsreader/opsz.css';
import '@fontsource-variable/newsreader/opsz-italic.css';
import '@fontsource-variable/schibsted-grotesk/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/editor.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { createEngine } from './engine/engine-client';
import { Session } from './session/session.svelte';
import { updates } from './session/updates.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no element for the application');

mount(App, { target, props: { session: new Session(createEngine()) } });
void updates.register();
