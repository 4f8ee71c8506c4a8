import { Component } from '@angular/core';
import { NelumboElements } from '@nelumbo/elements/angular';
import { forms } from './contract';

/** What strict templates take, and what they refuse: ngc has to complain of the line after each mark, and of no others (run.mjs). */
@Component({
  selector: 'app-refused',
  imports: [NelumboElements],
  template: `
    <nelumbo-provider tenant="t" [locale]="locale" theme="dark" care emergency-number="112" [token]="token">
      <nelumbo-encyclopedia-article entry="hypertension" toc font-step="2" [fontStep]="1" json-ld />
      <nelumbo-vitals-chart view="table" meal="fasting" [range]="locale" [compare]="true" />
      <nelumbo-intake [questionnaire]="forms.first" (nelumbo-changed)="heard($event)"><p slot="intro">Hello</p></nelumbo-intake>
      <nelumbo-frame src="https://guest.example/guest.html" widget="vitals-entry" [attr.widget-measure]="locale" [token]="token" care />
    </nelumbo-provider>

    <!-- refused: a number -->
    <nelumbo-provider [locale]="1" />
    <!-- refused: no such word -->
    <nelumbo-provider theme="pink" />
    <!-- refused: an attribute that is there or not -->
    <nelumbo-provider care="yes" />
    <!-- refused: no such property -->
    <nelumbo-provider [tenat]="locale" />
    <!-- refused: no function -->
    <nelumbo-provider [token]="locale" />
    <!-- refused: no such word -->
    <nelumbo-vitals-chart view="tabel" />
    <!-- refused: nothing -->
    <nelumbo-vitals-chart [measure]="undefined" />
    <!-- refused: no number -->
    <nelumbo-encyclopedia-article font-step="large" />
    <!-- refused: no number -->
    <nelumbo-encyclopedia-search [limit]="locale" />
    <!-- refused: no form -->
    <nelumbo-intake [questionnaire]="locale" />
    <!-- refused: an id is text -->
    <nelumbo-vitals-entry (nelumbo-saved)="number($event.detail.id)" />
    <!-- refused: no event of ours -->
    <nelumbo-vitals-entry (nelumbo-sved)="heard($event)" />
    <!-- refused: a number -->
    <nelumbo-frame [widget]="1" />
    <!-- refused: no such element -->
    <nelumbo-vitals-chrt />
  `,
})
export class Refused {
  readonly forms = forms;
  locale = 'zh-CN';
  readonly token = (): Promise<string> => Promise.resolve('t');
  heard(event: CustomEvent): void {
    document.title = event.type;
  }
  number(given: number): void {
    document.title = String(given);
  }
}
