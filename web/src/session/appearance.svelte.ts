import { loadPreference, savePreference } from './preferences';

const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** How the page looks, as far as the reader decides. */
class Appearance {
  theme = $state<Theme>(THEMES.find((theme) => theme === loadPreference('theme')) ?? 'auto');
  /** Whether the best suggestion stands above each phrase, between the lines. */
  interlinear = $state(loadPreference('interlinear') !== 'off');

  constructor() {
    this.apply();
  }

  nextTheme(): void {
    this.theme = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length] ?? 'auto';
    savePreference('theme', this.theme);
    this.apply();
  }

  toggleInterlinear(): void {
    this.interlinear = !this.interlinear;
    savePreference('interlinear', this.interlinear ? 'on' : 'off');
  }

  private apply(): void {
    document.documentElement.dataset['theme'] = this.theme;
  }
}

export const appearance = new Appearance();
