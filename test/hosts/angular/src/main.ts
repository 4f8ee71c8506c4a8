import '@nelumbo/elements/define';
import { Component, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { NelumboElements } from '@nelumbo/elements/angular';
import { forms, hear } from './contract';

@Component({
  selector: 'app-root',
  imports: [NelumboElements],
  template: `
    @if (on()) {
      <nelumbo-provider id="one" tenant="host-one" user="u-1" [locale]="locale()">
        <nelumbo-encyclopedia-card [query]="query()" (nelumbo-shown)="hear($event)"></nelumbo-encyclopedia-card>
        <nelumbo-vitals-entry measure="blood-pressure" (nelumbo-saved)="hear($event); saved($event.detail)"></nelumbo-vitals-entry>
        <nelumbo-medication-today></nelumbo-medication-today>
        <nelumbo-intake mode="page" [questionnaire]="forms[form()]" (nelumbo-changed)="hear($event)"><p slot="intro">主机的话</p></nelumbo-intake>
      </nelumbo-provider>
      <nelumbo-provider id="two" tenant="host-two" user="u-1" locale="zh-CN">
        <nelumbo-vitals-summary measure="blood-pressure"></nelumbo-vitals-summary>
      </nelumbo-provider>
    }
  `,
})
class App {
  query = signal('高血压');
  locale = signal('zh-CN');
  form = signal<'first' | 'second'>('first');
  on = signal(true);
  readonly forms = forms;
  readonly hear = hear;
  /** Strict templates know what an event holds: with another type here the build fails. */
  saved({ id }: { id: string }): void {
    document.title = id.split('/')[0] ?? '';
  }
  constructor() {
    window.host = {
      setQuery: (value) => this.query.set(value),
      setLocale: (value) => this.locale.set(value),
      setForm: (value) => this.form.set(value),
      show: (value) => this.on.set(value),
    };
  }
}

void bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });
