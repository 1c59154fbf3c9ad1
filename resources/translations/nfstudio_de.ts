<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About NF Studio</source>
        <translation>Über NF Studio</translation>
    </message>
    <message>
        <source>Apache License 2.0. Works offline: nothing leaves this computer.</source>
        <translation>Apache-Lizenz 2.0. Arbeitet ohne Netz: Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Finds the feedback that people left in chat logs and turns it into preference data.</source>
        <translation>Findet das Feedback, das Menschen in Chat-Protokollen hinterlassen haben, und macht daraus Präferenzdaten.</translation>
    </message>
</context>
<context>
    <name>AnswerField</name>
    <message>
        <source>Better answer</source>
        <translation>Bessere Antwort</translation>
    </message>
</context>
<context>
    <name>Begin</name>
    <message>
        <source>1 message can be drawn.</source>
        <translation>1 Nachricht kann gezogen werden.</translation>
    </message>
    <message>
        <source>Another name than that of the first reader</source>
        <translation>Ein anderer Name als der der ersten Person</translation>
    </message>
    <message>
        <source>Another person judges messages drawn by chance, without seeing what the first reader said. Then you see how far both agree, and settle where they do not. Nothing changes before you settle it.</source>
        <translation>Eine zweite Person beurteilt zufällig gezogene Nachrichten, ohne zu sehen, was die erste gesagt hat. Dann zeigt sich, wie weit beide übereinstimmen, und was offen ist, wird geklärt. Bis dahin ändert sich nichts.</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>Zurück zur Liste (Esc)</translation>
    </message>
    <message>
        <source>Begin the second look</source>
        <translation>Zweite Durchsicht beginnen</translation>
    </message>
    <message>
        <source>Begun before</source>
        <translation>Schon begonnen</translation>
    </message>
    <message>
        <source>By {name}</source>
        <translation>Von {name}</translation>
    </message>
    <message>
        <source>Drawn from</source>
        <translation>Gezogen aus</translation>
    </message>
    <message>
        <source>Every message that was reviewed to its end, chosen by chance.</source>
        <translation>Jede Nachricht, die zu Ende durchgesehen wurde, zufällig gewählt.</translation>
    </message>
    <message>
        <source>Left out: what is asked of feedback, for it would tell what the first reader said.</source>
        <translation>Weggelassen: was vom Feedback verlangt wird, denn es verriete, was die erste Person gesagt hat.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Nothing can be drawn yet: somebody else has to accept or reject all that was found in a message first.</source>
        <translation>Noch kann nichts gezogen werden: Erst muss jemand anders alles annehmen oder ablehnen, was in einer Nachricht gefunden wurde.</translation>
    </message>
    <message>
        <source>Return goes on with it</source>
        <translation>Eingabetaste setzt sie fort</translation>
    </message>
    <message>
        <source>Second look</source>
        <translation>Zweite Durchsicht</translation>
    </message>
    <message>
        <source>Second looks begun before</source>
        <translation>Früher begonnene zweite Durchsichten</translation>
    </message>
    <message>
        <source>Second reader</source>
        <translation>Zweite Person</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The list as it is filtered</source>
        <translation>Die Liste, wie sie gefiltert ist</translation>
    </message>
    <message>
        <source>The list has no condition about conversations: everything.</source>
        <translation>Die Liste hat keine Bedingung an Gespräche: alles.</translation>
    </message>
    <message>
        <source>The same number draws the same messages again.</source>
        <translation>Dieselbe Zahl zieht wieder dieselben Nachrichten.</translation>
    </message>
    <message>
        <source>The whole project</source>
        <translation>Das ganze Projekt</translation>
    </message>
    <message>
        <source>{count} messages can be drawn.</source>
        <translation>{count} Nachrichten können gezogen werden.</translation>
    </message>
    <message>
        <source>{read} of {drawn} messages read · begun {when}</source>
        <translation>{read} von {drawn} Nachrichten gelesen · begonnen {when}</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>„{text}“</translation>
    </message>
    <message>
        <source>✓ read</source>
        <translation>✓ gelesen</translation>
    </message>
</context>
<context>
    <name>BetterAnswer</name>
    <message>
        <source>Change it</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Write it</source>
        <translation>Schreiben</translation>
    </message>
</context>
<context>
    <name>BlindDesk</name>
    <message>
        <source>Something else was decided since: undo that in the list first.</source>
        <translation>Seitdem wurde etwas anderes entschieden: zuerst das in der Liste zurücknehmen.</translation>
    </message>
</context>
<context>
    <name>BlindReading</name>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>Zurück zur Liste (Esc)</translation>
    </message>
    <message>
        <source>Is there feedback in this message? Select the words and choose what they are.</source>
        <translation>Steht in dieser Nachricht Feedback? Die Wörter auswählen und sagen, was sie sind.</translation>
    </message>
    <message>
        <source>Message is read</source>
        <translation>Nachricht ist gelesen</translation>
    </message>
    <message>
        <source>Message is read ({key})</source>
        <translation>Nachricht ist gelesen ({key})</translation>
    </message>
    <message>
        <source>Nothing is marked</source>
        <translation>Nichts ist markiert</translation>
    </message>
    <message>
        <source>Result so far</source>
        <translation>Ergebnis bisher</translation>
    </message>
    <message>
        <source>Second look by {reviewer}</source>
        <translation>Zweite Durchsicht von {reviewer}</translation>
    </message>
    <message>
        <source>The message to judge has the bar at its left. Words of it that you select become a span by the number of a category. A message is read with the verdict on its last claim, or when you say so.</source>
        <translation>Die zu beurteilende Nachricht hat links einen Balken. Ausgewählte Wörter daraus werden mit der Nummer einer Kategorie zur Stelle. Gelesen ist eine Nachricht mit dem Urteil über ihren letzten Fund, oder wenn Sie es sagen.</translation>
    </message>
    <message>
        <source>These words stand in another message than the one to judge.</source>
        <translation>Diese Wörter stehen in einer anderen Nachricht als der zu beurteilenden.</translation>
    </message>
    <message>
        <source>{read} of {drawn} read · message {place}</source>
        <translation>{read} von {drawn} gelesen · Nachricht {place}</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>„{words}“</translation>
    </message>
</context>
<context>
    <name>Both</name>
    <message>
        <source>First reading</source>
        <translation>Erste Durchsicht</translation>
    </message>
    <message>
        <source>Second reading, by {name}</source>
        <translation>Zweite Durchsicht, von {name}</translation>
    </message>
</context>
<context>
    <name>Browser</name>
    <message>
        <source>By column</source>
        <translation>Nach Spalte</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation>Reihenfolge der Liste</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Prüfliste</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Sets that are reviewed again and again</source>
        <translation>Auswahlen, die immer wieder durchgesehen werden</translation>
    </message>
    <message>
        <source>Show columns (Ctrl+T)</source>
        <translation>Spalten zeigen (Strg+T)</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Copied the picture.</source>
        <translation>Das Bild ist kopiert.</translation>
    </message>
    <message>
        <source>Copy or save</source>
        <translation>Kopieren oder speichern</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG-Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>Save figures</source>
        <translation>Zahlen speichern</translation>
    </message>
    <message>
        <source>Save figures as CSV…</source>
        <translation>Zahlen als CSV speichern…</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <source>Saved {name}.</source>
        <translation>{name} gespeichert.</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>{title}: by</source>
        <translation>{title}: nach</translation>
    </message>
    <message>
        <source>{title}: copy or save</source>
        <translation>{title}: kopieren oder speichern</translation>
    </message>
</context>
<context>
    <name>CategoryButtons</name>
    <message>
        <source> {key}  {category}</source>
        <translation> {key}  {category}</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Clear all</source>
        <translation>Alles löschen</translation>
    </message>
    <message>
        <source>Filter in force</source>
        <translation>Geltender Filter</translation>
    </message>
    <message>
        <source>Remove all conditions</source>
        <translation>Alle Bedingungen entfernen</translation>
    </message>
    <message>
        <source>Remove the condition: {what}</source>
        <translation>Die Bedingung entfernen: {what}</translation>
    </message>
</context>
<context>
    <name>ColumnMappingDialog</name>
    <message>
        <source>A row holds</source>
        <translation>Eine Zeile enthält</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose the column for: {names}.</source>
        <translation>Die Spalte wählen für: {names}.</translation>
    </message>
    <message>
        <source>Choose the word for the person under “{field}”.</source>
        <translation>Wählen Sie unter „{field}“ das Wort für die Person.</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>First conversation</source>
        <translation>Erstes Gespräch</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>Erste Zeilen</translation>
    </message>
    <message>
        <source>Nothing is said in these columns.</source>
        <translation>In diesen Spalten wird nichts gesagt.</translation>
    </message>
    <message>
        <source>Tables with the same columns will be read in the same way, without a question.</source>
        <translation>Tabellen mit denselben Spalten werden ohne Frage ebenso gelesen.</translation>
    </message>
    <message>
        <source>The first conversation, as it would be read</source>
        <translation>Das erste Gespräch, wie es gelesen würde</translation>
    </message>
    <message>
        <source>Use these columns</source>
        <translation>Diese Spalten verwenden</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>{passed}: {why}</source>
        <translation>{passed}: {why}</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>An import is not finished.</source>
        <translation>Ein Import ist nicht beendet.</translation>
    </message>
    <message>
        <source>Detection is not finished.</source>
        <translation>Die Erkennung ist nicht beendet.</translation>
    </message>
</context>
<context>
    <name>Confusion</name>
    <message>
        <source>First reading down, second reading across</source>
        <translation>Erste Durchsicht nach unten, zweite nach rechts</translation>
    </message>
    <message>
        <source>First: {first}; second: {second}</source>
        <translation>Erste: {first}; zweite: {second}</translation>
    </message>
</context>
<context>
    <name>ConversationFacts</name>
    <message>
        <source>Choose a marked span to judge it, or select words and press 1 to 5 to mark them.</source>
        <translation>Eine markierte Stelle wählen, um sie zu beurteilen, oder Wörter auswählen und mit 1 bis 5 markieren.</translation>
    </message>
    <message>
        <source>Claimed no longer</source>
        <translation>Nicht mehr gefunden</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Notes on such</source>
        <translation>Notizen zu solchen</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>The mouse takes whole words; with Shift held as it lets go, letters.</source>
        <translation>Die Maus nimmt ganze Wörter; mit gehaltener Umschalttaste beim Loslassen Buchstaben.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>What you choose at the left is judged here.</source>
        <translation>Was Sie links wählen, wird hier beurteilt.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>1 message</source>
        <translation>1 Nachricht</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>{count} messages</source>
        <translation>{count} Nachrichten</translation>
    </message>
</context>
<context>
    <name>ConversationPainter</name>
    <message>
        <source>1 message</source>
        <translation>1 Nachricht</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>{count} messages</source>
        <translation>{count} Nachrichten</translation>
    </message>
</context>
<context>
    <name>DecideAll</name>
    <message>
        <source>1 piece of feedback</source>
        <translation>1 Feedback</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Beliebig</translation>
    </message>
    <message>
        <source>As listed</source>
        <translation>Wie in der Liste</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Change to {category}</source>
        <translation>Ändern zu {category}</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <source>Decide the whole list</source>
        <translation>Über die ganze Liste entscheiden</translation>
    </message>
    <message>
        <source>Decide what is selected</source>
        <translation>Über die Auswahl entscheiden</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Everything: the list has no filter</source>
        <translation>Alles: Die Liste hat keinen Filter</translation>
    </message>
    <message>
        <source>Flag: {flag}</source>
        <translation>Kennzeichnen: {flag}</translation>
    </message>
    <message>
        <source>Holds for: {scope}</source>
        <translation>Gilt für: {scope}</translation>
    </message>
    <message>
        <source>Leave alone what somebody has decided</source>
        <translation>Schon Entschiedenes nicht anrühren</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Note: {words}</source>
        <translation>Notiz: {words}</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Nichts passt.</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>Score from</source>
        <translation>Wert ab</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Skip: {words}</source>
        <translation>Überspringen: {words}</translation>
    </message>
    <message>
        <source>Such as {example}</source>
        <translation>Etwa {example}</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>{count} pieces of feedback</source>
        <translation>{count} Feedbacks</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>{count} ausgewählt</translation>
    </message>
    <message>
        <source>{count}. {samples} of them, drawn at random:</source>
        <translation>{count}. {samples} davon, zufällig gezogen:</translation>
    </message>
    <message>
        <source>{count}:</source>
        <translation>{count}:</translation>
    </message>
    <message>
        <source>{verdict}: {count}</source>
        <translation>{verdict}: {count}</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>„{text}“</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
</context>
<context>
    <name>DetectorDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>Detektor</translation>
    </message>
    <message>
        <source>Folder of a model</source>
        <translation>Ordner eines Modells</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>Wie sicher</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>The one that comes with the program</source>
        <translation>Das mitgelieferte</translation>
    </message>
    <message>
        <source>Use it in new projects, too</source>
        <translation>Auch in neuen Projekten benutzen</translation>
    </message>
    <message>
        <source>Use this detector</source>
        <translation>Diesen Detektor verwenden</translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message>
        <source>What changes</source>
        <translation>Was sich ändert</translation>
    </message>
</context>
<context>
    <name>DropHint</name>
    <message>
        <source>Drop it to open the project</source>
        <translation>Loslassen, um das Projekt zu öffnen</translation>
    </message>
    <message>
        <source>Drop it to see what can be imported</source>
        <translation>Loslassen, um zu sehen, was sich importieren lässt</translation>
    </message>
    <message>
        <source>Drop it to see what can be imported into this project</source>
        <translation>Loslassen, um zu sehen, was sich in dieses Projekt importieren lässt</translation>
    </message>
</context>
<context>
    <name>Examples</name>
    <message>
        <source>Example rows</source>
        <translation>Beispielzeilen</translation>
    </message>
    <message>
        <source>Show as JSON</source>
        <translation>Als JSON zeigen</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export dataset</source>
        <translation>Datensatz exportieren</translation>
    </message>
    <message>
        <source>Exporting… The strip at the foot of the window tells how far it is.</source>
        <translation>Wird exportiert… Der Streifen am Fuß des Fensters sagt, wie weit es ist.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder for the dataset</source>
        <translation>Ordner für den Datensatz</translation>
    </message>
    <message>
        <source>No rows: detect feedback, confirm some, or choose otherwise</source>
        <translation>Keine Zeilen: Feedback erkennen lassen, einiges bestätigen, oder anders wählen</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>Angehalten. Nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>These choices make no dataset</source>
        <translation>Diese Auswahl ergibt keinen Datensatz</translation>
    </message>
    <message>
        <source>What to mind</source>
        <translation>Was zu beachten ist</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>All languages</source>
        <translation>Alle Sprachen</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Alle Modelle</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>Alle Quellen</translation>
    </message>
    <message>
        <source>Both sides as whole conversations</source>
        <translation>Beide Seiten als ganze Gespräche</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Control: as many rows that chance chose</source>
        <translation>Kontrolle: ebenso viele zufällig gewählte Zeilen</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Framework</source>
        <translation>Framework</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Leave out what the assistant says before it</source>
        <translation>Weglassen, was der Assistent davor sagt</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Lowest score</source>
        <translation>Kleinster Wert</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Of undecided feedback; what a person confirmed always counts</source>
        <translation>Von unentschiedenem Feedback; was jemand bestätigt hat, zählt immer</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>Nur</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>Pairs from</source>
        <translation>Paare aus</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Shares of train, validation and test, such as 0.8,0.1,0.1</source>
        <translation>Anteile für Training, Validierung und Test, etwa 0.8,0.1,0.1</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>This framework reads no conversation that the assistant begins.</source>
        <translation>Dieses Framework liest kein Gespräch, das der Assistent beginnt.</translation>
    </message>
    <message>
        <source>Unwanted too</source>
        <translation>Unerwünscht auch</translation>
    </message>
    <message>
        <source>Usual for this kind</source>
        <translation>Für diese Art üblich</translation>
    </message>
    <message>
        <source>What stays together</source>
        <translation>Was zusammenbleibt</translation>
    </message>
    <message>
        <source>all for training</source>
        <translation>alles zum Training</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>{count} languages</source>
        <translation>{count} Sprachen</translation>
    </message>
    <message>
        <source>{count} models</source>
        <translation>{count} Modelle</translation>
    </message>
    <message>
        <source>{count} sources</source>
        <translation>{count} Quellen</translation>
    </message>
</context>
<context>
    <name>ExportResult</name>
    <message>
        <source>1 row</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>Load it</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Train on it</source>
        <translation>Damit trainieren</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} Zeilen</translation>
    </message>
</context>
<context>
    <name>FacetTree</name>
    <message>
        <source>Filter by</source>
        <translation>Filtern nach</translation>
    </message>
</context>
<context>
    <name>FeedbackHead</name>
    <message>
        <source>Change which answer it judges</source>
        <translation>Ändern, welche Antwort es beurteilt</translation>
    </message>
    <message>
        <source>Change ▾</source>
        <translation>Ändern ▾</translation>
    </message>
    <message>
        <source>How sure the detector is, from 0 to 1</source>
        <translation>Wie sicher der Detektor ist, von 0 bis 1</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Show the answer it judges</source>
        <translation>Die beurteilte Antwort zeigen</translation>
    </message>
    <message>
        <source>answer {number}</source>
        <translation>Antwort {number}</translation>
    </message>
    <message>
        <source>answer {number}: {words}</source>
        <translation>Antwort {number}: {words}</translation>
    </message>
    <message>
        <source>judges</source>
        <translation>beurteilt</translation>
    </message>
    <message>
        <source>no answer here</source>
        <translation>hier keine Antwort</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>„{words}“</translation>
    </message>
</context>
<context>
    <name>FeedbackList</name>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Found by</source>
        <translation>Gefunden von</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
</context>
<context>
    <name>FilterForm</name>
    <message>
        <source>All messages</source>
        <translation>Alle Nachrichten</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Search in</source>
        <translation>Suchen in</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Vorzeichen</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this conversation</source>
        <translation>In diesem Gespräch suchen</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>no hits</source>
        <translation>keine Treffer</translation>
    </message>
    <message>
        <source>{at} of {total}</source>
        <translation>{at} von {total}</translation>
    </message>
</context>
<context>
    <name>FlagField</name>
    <message>
        <source>Flags</source>
        <translation>Kennzeichen</translation>
    </message>
    <message>
        <source>others, with commas between them</source>
        <translation>weitere, durch Kommas getrennt</translation>
    </message>
</context>
<context>
    <name>Guides</name>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Guides</source>
        <translation>Anleitungen (englisch)</translation>
    </message>
    <message>
        <source>The guides are written in English.</source>
        <translation>Die Anleitungen sind auf Englisch geschrieben.</translation>
    </message>
</context>
<context>
    <name>ImportPreview</name>
    <message>
        <source>1 file will not be read</source>
        <translation>1 Datei wird nicht gelesen</translation>
    </message>
    <message>
        <source>1 table does not say what its columns hold: choose them, or it will be passed over.</source>
        <translation>1 Tabelle sagt nicht, was ihre Spalten enthalten: bitte wählen, sonst wird sie übergangen.</translation>
    </message>
    <message>
        <source>A table is read as one conversation: Columns… says which column tells conversations apart.</source>
        <translation>Eine Tabelle wird als ein einziges Gespräch gelesen: „Spalten …“ sagt, welche Spalte die Gespräche auseinanderhält.</translation>
    </message>
    <message>
        <source>About {count} in {place}</source>
        <translation>Etwa {count} in {place}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Spalten…</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Every file can be read.</source>
        <translation>Jede Datei kann gelesen werden.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Files that will not be read</source>
        <translation>Dateien, die nicht gelesen werden</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formate</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>Dateien werden angesehen</translation>
    </message>
    <message>
        <source>Looking at the files: {place} so far</source>
        <translation>Dateien werden angesehen: bisher {place}</translation>
    </message>
    <message>
        <source>No conversation of a known format was found in {place}</source>
        <translation>Kein Gespräch in einem bekannten Format gefunden in {place}</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>{count} files will not be read</source>
        <translation>{count} Dateien werden nicht gelesen</translation>
    </message>
    <message>
        <source>{count} in {place}</source>
        <translation>{count} in {place}</translation>
    </message>
    <message>
        <source>{count} tables do not say what their columns hold: choose them, or they will be passed over.</source>
        <translation>{count} Tabellen sagen nicht, was ihre Spalten enthalten: bitte wählen, sonst werden sie übergangen.</translation>
    </message>
    <message>
        <source>{text}; the first of them:</source>
        <translation>{text}; die ersten davon:</translation>
    </message>
</context>
<context>
    <name>Insights</name>
    <message>
        <source>Accepted, of all reviewed with such a score: this holds whatever order they came in.</source>
        <translation>Angenommen, von allen durchgesehenen mit solchem Wert: Das gilt, gleich in welcher Reihenfolge sie kamen.</translation>
    </message>
    <message>
        <source>Accepted, of all reviewed. It is the detector&apos;s only for spans drawn at random.</source>
        <translation>Angenommen, von allen durchgesehenen. Nur bei zufällig gezogenen Stellen ist es die Genauigkeit des Detektors.</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>Zurück zur Liste (Esc)</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Kategorien</translation>
    </message>
    <message>
        <source>Conversations with feedback</source>
        <translation>Gespräche mit Feedback</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Group conversations</source>
        <translation>Gespräche gruppieren</translation>
    </message>
    <message>
        <source>Insights</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Older against newer</source>
        <translation>Älter gegen neuer</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Precision of the detector</source>
        <translation>Genauigkeit des Detektors</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Rule {rule}</source>
        <translation>Regel {rule}</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>What this rule found is no feedback any more.</source>
        <translation>Was diese Regel gefunden hat, ist kein Feedback mehr.</translation>
    </message>
    <message>
        <source>by category</source>
        <translation>nach Kategorie</translation>
    </message>
    <message>
        <source>by detector</source>
        <translation>nach Detektor</translation>
    </message>
    <message>
        <source>by score</source>
        <translation>nach Wert</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Better answer</source>
        <translation>Bessere Antwort</translation>
    </message>
    <message>
        <source>Changed by the last detection</source>
        <translation>Durch die letzte Erkennung geändert</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Kennzeichen</translation>
    </message>
    <message>
        <source>Holds for</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Show what changed</source>
        <translation>Zeigen, was sich geändert hat</translation>
    </message>
    <message>
        <source>Stopping after this batch</source>
        <translation>Hält nach diesem Schub an</translation>
    </message>
    <message>
        <source>View problems</source>
        <translation>Probleme ansehen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>something went wrong inside the program.</source>
        <translation>im Programm ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>{amount}/s</source>
        <translation>{amount}/s</translation>
    </message>
    <message>
        <source>{count} more waiting</source>
        <translation>{count} weitere warten</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>{title}: stopped. What was done is kept.</source>
        <translation>{title}: angehalten. Was getan war, bleibt.</translation>
    </message>
    <message>
        <source>{title}: {why}</source>
        <translation>{title}: {why}</translation>
    </message>
</context>
<context>
    <name>KeyEditor</name>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>All defaults</source>
        <translation>Alle auf Vorgabe</translation>
    </message>
    <message>
        <source>Choose keys</source>
        <translation>Tasten wählen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>No action is called that.</source>
        <translation>Keine Aktion heißt so.</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>Press the new keys for “{action}” in the field.</source>
        <translation>Die neuen Tasten für „{action}“ im Feld drücken.</translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation>Aktionen und Tasten suchen</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>{key} belongs to “{action}”.</source>
        <translation>{key} gehört zu „{action}“.</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>Clear the filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Everything is decided.</source>
        <translation>Alles ist entschieden.</translation>
    </message>
    <message>
        <source>No conversations yet. Import a folder of chat logs (Ctrl+I).</source>
        <translation>Noch keine Gespräche. Einen Ordner mit Chat-Protokollen importieren (Strg+I).</translation>
    </message>
    <message>
        <source>No feedback yet. Run detection (Ctrl+D).</source>
        <translation>Noch kein Feedback. Die Erkennung starten (Strg+D).</translation>
    </message>
    <message>
        <source>Nothing matches this filter.</source>
        <translation>Nichts passt zu diesem Filter.</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Auffrischen</translation>
    </message>
    <message>
        <source>Review queue</source>
        <translation>Prüfliste</translation>
    </message>
    <message>
        <source>Show decided feedback</source>
        <translation>Entschiedenes Feedback zeigen</translation>
    </message>
    <message>
        <source>Take decided rows out and sort again (F5)</source>
        <translation>Entschiedene Zeilen herausnehmen und neu sortieren (F5)</translation>
    </message>
    <message>
        <source>What is found is listed here.</source>
        <translation>Was gefunden wird, steht hier.</translation>
    </message>
    <message>
        <source>{count} selected · {rows}</source>
        <translation>{count} ausgewählt · {rows}</translation>
    </message>
    <message>
        <source>{rows} of {total} conversations</source>
        <translation>{rows} von {total} Gesprächen</translation>
    </message>
    <message>
        <source>{rows} of {total} in conversations that say it · {undecided} undecided</source>
        <translation>{rows} von {total} in Gesprächen, die das sagen · {undecided} unentschieden</translation>
    </message>
    <message>
        <source>{rows} of {total} · {undecided} undecided</source>
        <translation>{rows} von {total} · {undecided} unentschieden</translation>
    </message>
    <message>
        <source>{rows} · {count} below the threshold</source>
        <translation>{rows} · {count} unter der Schwelle</translation>
    </message>
</context>
<context>
    <name>Listing</name>
    <message>
        <source>{count} rows are no longer selected: they lie too far apart among the new ones.</source>
        <translation>{count} Zeilen sind nicht mehr ausgewählt: Sie liegen unter den neuen zu weit auseinander.</translation>
    </message>
</context>
<context>
    <name>MarkStrip</name>
    <message>
        <source>Where the feedback lies</source>
        <translation>Wo das Feedback liegt</translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>Ctrl+Return keeps the note</source>
        <translation>Strg+Eingabe behält die Notiz</translation>
    </message>
    <message>
        <source>Goes along with your decision</source>
        <translation>Geht mit Ihrer Entscheidung mit</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>1 record was passed over.</source>
        <translation>1 Datensatz wurde übergangen.</translation>
    </message>
    <message>
        <source>All reasons</source>
        <translation>Alle Gründe</translation>
    </message>
    <message>
        <source>Copied {place}</source>
        <translation>{place} kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy place</source>
        <translation>Stelle kopieren</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>It cannot be opened: {path}</source>
        <translation>Das lässt sich nicht öffnen: {path}</translation>
    </message>
    <message>
        <source>No problems: every record became a conversation.</source>
        <translation>Keine Probleme: Aus jedem Datensatz wurde ein Gespräch.</translation>
    </message>
    <message>
        <source>Only text and tables that lie open are opened.</source>
        <translation>Geöffnet werden nur Texte und Tabellen, die offen daliegen.</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Select a problem to read all of it.</source>
        <translation>Ein Problem auswählen, um es ganz zu lesen.</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>The first {count} records that were passed over.</source>
        <translation>Die ersten {count} übergangenen Datensätze.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>whole file</source>
        <translation>ganze Datei</translation>
    </message>
    <message>
        <source>{count} records were passed over.</source>
        <translation>{count} Datensätze wurden übergangen.</translation>
    </message>
</context>
<context>
    <name>Quota</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>So many of each category</source>
        <translation>So viele je Kategorie</translation>
    </message>
    <message>
        <source>The least certain of each category, in turn; of what is undecided, unless the list asks for more.</source>
        <translation>Die unsichersten jeder Kategorie, reihum; vom Unentschiedenen, außer die Liste verlangt mehr.</translation>
    </message>
    <message>
        <source>There is nothing to show with these numbers.</source>
        <translation>Mit diesen Zahlen gibt es nichts zu zeigen.</translation>
    </message>
    <message>
        <source>of {count}</source>
        <translation>von {count}</translation>
    </message>
</context>
<context>
    <name>RangeField</name>
    <message>
        <source>Such as {example}</source>
        <translation>Etwa {example}</translation>
    </message>
    <message>
        <source>This cannot be read</source>
        <translation>Das kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
</context>
<context>
    <name>ReadingDesk</name>
    <message>
        <source>No other feedback stands in this message.</source>
        <translation>In dieser Nachricht steht kein anderes Feedback.</translation>
    </message>
    <message>
        <source>Two spans of one message can be merged.</source>
        <translation>Zwei Stellen einer Nachricht können vereint werden.</translation>
    </message>
</context>
<context>
    <name>Recipes</name>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Keep these options in the project under a name</source>
        <translation>Diese Wahl im Projekt unter einem Namen behalten</translation>
    </message>
    <message>
        <source>Let the recipe go; what it made stays</source>
        <translation>Das Rezept aufgeben; was es hergestellt hat, bleibt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>No recipe</source>
        <translation>Kein Rezept</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Save recipe</source>
        <translation>Rezept speichern</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Agreement with {reviewer}</source>
        <translation>Übereinstimmung mit {reviewer}</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>Zurück zur Liste (Esc)</translation>
    </message>
    <message>
        <source>Both readers said the same of every message.</source>
        <translation>Beide Personen haben über jede Nachricht dasselbe gesagt.</translation>
    </message>
    <message>
        <source>Both stand</source>
        <translation>Beide gelten</translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>Abweichungen</translation>
    </message>
    <message>
        <source>First reading down, second reading across:</source>
        <translation>Erste Durchsicht nach unten, zweite nach rechts:</translation>
    </message>
    <message>
        <source>First stands</source>
        <translation>Erste gilt</translation>
    </message>
    <message>
        <source>Go on reading</source>
        <translation>Weiterlesen</translation>
    </message>
    <message>
        <source>Neither stands</source>
        <translation>Keine gilt</translation>
    </message>
    <message>
        <source>Neither stands would keep your own {count}.</source>
        <translation>„Keine gilt“ würde Ihre eigenen {count} behalten.</translation>
    </message>
    <message>
        <source>No message is read a second time yet.</source>
        <translation>Noch keine Nachricht ist ein zweites Mal gelesen.</translation>
    </message>
    <message>
        <source>Other second looks</source>
        <translation>Andere zweite Durchsichten</translation>
    </message>
    <message>
        <source>Second stands</source>
        <translation>Zweite gilt</translation>
    </message>
    <message>
        <source>Select words of the message first: they stand if neither reading does.</source>
        <translation>Erst Wörter der Nachricht auswählen: Sie gelten, wenn keine Durchsicht gilt.</translation>
    </message>
    <message>
        <source>{read} of {drawn} messages read twice · in brackets the 95 % intervals</source>
        <translation>{read} von {drawn} Nachrichten zweimal gelesen · in Klammern die 95-%-Intervalle</translation>
    </message>
</context>
<context>
    <name>ReviewMeter</name>
    <message>
        <source>{accepted} accepted, {rejected} rejected, {skipped} skipped, {undecided} undecided</source>
        <translation>{accepted} angenommen, {rejected} abgelehnt, {skipped} übersprungen, {undecided} unentschieden</translation>
    </message>
    <message>
        <source>{count} today</source>
        <translation>heute {count}</translation>
    </message>
    <message>
        <source>{count}/min</source>
        <translation>{count}/min</translation>
    </message>
    <message>
        <source>{done} of {total} decided</source>
        <translation>{done} von {total} entschieden</translation>
    </message>
    <message>
        <source>{share} accepted ({low} to {high})</source>
        <translation>{share} angenommen ({low} bis {high})</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
</context>
<context>
    <name>Rewrite</name>
    <message>
        <source>(taken away)</source>
        <translation>(weggenommen)</translation>
    </message>
    <message>
        <source>A better answer goes with a Correction or Complaint.</source>
        <translation>Eine bessere Antwort gehört zu einer Korrektur oder Beschwerde.</translation>
    </message>
    <message>
        <source>Better answer</source>
        <translation>Bessere Antwort</translation>
    </message>
    <message>
        <source>Better answer kept.</source>
        <translation>Bessere Antwort behalten.</translation>
    </message>
    <message>
        <source>Better answer taken away.</source>
        <translation>Bessere Antwort weggenommen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Ctrl+Return keeps it</source>
        <translation>Strg+Eingabe behält sie</translation>
    </message>
    <message>
        <source>Ctrl+Return takes it away</source>
        <translation>Strg+Eingabe nimmt sie weg</translation>
    </message>
    <message>
        <source>It judges no answer.</source>
        <translation>Es beurteilt keine Antwort.</translation>
    </message>
    <message>
        <source>It praises the answer.</source>
        <translation>Es lobt die Antwort.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep it and close (Esc)</source>
        <translation>Behalten und schließen (Esc)</translation>
    </message>
    <message>
        <source>Keep it as the better answer (Ctrl+Return)</source>
        <translation>Als bessere Antwort behalten (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>None kept yet</source>
        <translation>Noch keine behalten</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Beginnen mit</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Was sich ändert</translation>
    </message>
</context>
<context>
    <name>RowPainter</name>
    <message>
        <source>No longer in the project</source>
        <translation>Nicht mehr im Projekt</translation>
    </message>
</context>
<context>
    <name>RuleTable</name>
    <message>
        <source>Claims</source>
        <translation>Funde</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>Fires</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Durchgesehen</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
</context>
<context>
    <name>SavedRow</name>
    <message>
        <source>+ Save filter</source>
        <translation>+ Filter sichern</translation>
    </message>
    <message>
        <source>Keep this filter under a name</source>
        <translation>Diesen Filter unter einem Namen behalten</translation>
    </message>
    <message>
        <source>Remove this saved filter</source>
        <translation>Diesen gesicherten Filter entfernen</translation>
    </message>
    <message>
        <source>Save this filter…</source>
        <translation>Diesen Filter sichern…</translation>
    </message>
    <message>
        <source>Saved filter {name}</source>
        <translation>Gesicherter Filter {name}</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>Gesicherte Filter</translation>
    </message>
    <message>
        <source>{name}: right-click to remove it</source>
        <translation>{name}: Rechtsklick, um ihn zu entfernen</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>All words must occur in one message; &quot;words in quotes&quot; stand together.</source>
        <translation>Alle Wörter müssen in einer Nachricht vorkommen; &quot;Wörter in Anführungszeichen&quot; stehen beieinander.</translation>
    </message>
    <message>
        <source>Search all messages</source>
        <translation>Alle Nachrichten durchsuchen</translation>
    </message>
</context>
<context>
    <name>SecondLookPage</name>
    <message>
        <source>The second look waits for you. The lists show what the first reader said.</source>
        <translation>Die zweite Durchsicht wartet auf Sie. Die Listen zeigen, was die erste Person gesagt hat.</translation>
    </message>
    <message>
        <source>what was said last</source>
        <translation>was zuletzt gesagt wurde</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Another program has changed this project. Refresh (F5) sorts the list again.</source>
        <translation>Ein anderes Programm hat dieses Projekt geändert. Auffrischen (F5) sortiert die Liste neu.</translation>
    </message>
    <message>
        <source>Open in another window: reading only.</source>
        <translation>In einem anderen Fenster offen: nur lesen.</translation>
    </message>
    <message>
        <source>Redone: {what}</source>
        <translation>Wiederholt: {what}</translation>
    </message>
    <message>
        <source>The file may not be written: reading only.</source>
        <translation>Die Datei darf nicht geschrieben werden: nur lesen.</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Zurückgenommen: {what}</translation>
    </message>
</context>
<context>
    <name>Several</name>
    <message>
        <source>1 stays as it is.</source>
        <translation>1 bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>1 waits for your verdict</source>
        <translation>1 wartet auf Ihr Urteil</translation>
    </message>
    <message>
        <source>No more than {count} are merged at once.</source>
        <translation>Mehr als {count} werden nicht auf einmal vereint.</translation>
    </message>
    <message>
        <source>No two of the selected stand in the same message.</source>
        <translation>Keine zwei der ausgewählten stehen in derselben Nachricht.</translation>
    </message>
    <message>
        <source>Of the {count} selected this was about the one looked at only.</source>
        <translation>Von den {count} ausgewählten betraf das nur das betrachtete.</translation>
    </message>
    <message>
        <source>Spans to be merged are selected in the queue.</source>
        <translation>Stellen, die vereint werden sollen, wählt man in der Prüfliste aus.</translation>
    </message>
    <message>
        <source>The selected conversation</source>
        <translation>Das ausgewählte Gespräch</translation>
    </message>
    <message>
        <source>The {count} selected conversations</source>
        <translation>Die {count} ausgewählten Gespräche</translation>
    </message>
    <message>
        <source>{conversations}: no feedback that is undecided.</source>
        <translation>{conversations}: kein unentschiedenes Feedback.</translation>
    </message>
    <message>
        <source>{count} decided before left alone</source>
        <translation>{count} früher entschiedene nicht angerührt</translation>
    </message>
    <message>
        <source>{count} of them decided before</source>
        <translation>{count} davon früher entschieden</translation>
    </message>
    <message>
        <source>{count} spans became {left}.</source>
        <translation>Aus {count} Stellen wurden {left}.</translation>
    </message>
    <message>
        <source>{count} stay as they are.</source>
        <translation>{count} bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>{count} wait for your verdict</source>
        <translation>{count} warten auf Ihr Urteil</translation>
    </message>
    <message>
        <source>{verdict} ({count})</source>
        <translation>{verdict} ({count})</translation>
    </message>
</context>
<context>
    <name>SeveralNote</name>
    <message>
        <source>Ctrl+Return writes the note, Escape leaves it</source>
        <translation>Strg+Eingabe schreibt die Notiz, Esc lässt es</translation>
    </message>
    <message>
        <source>Goes below the note of each of the {count} selected:</source>
        <translation>Kommt unter die Notiz von jedem der {count} ausgewählten:</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Note for all that are selected</source>
        <translation>Notiz für alle ausgewählten</translation>
    </message>
    <message>
        <source>Write it</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>{count} selected: what you say is said of all of them. Escape in the list: only of this one.</source>
        <translation>{count} ausgewählt: Was Sie sagen, gilt für alle. Esc in der Liste: nur für dieses.</translation>
    </message>
</context>
<context>
    <name>SourcePair</name>
    <message>
        <source>Newer source</source>
        <translation>Neuere Quelle</translation>
    </message>
    <message>
        <source>Nothing tells how old this is: {sources}. Choose the older one at the left.</source>
        <translation>Nichts sagt, wie alt dies ist: {sources}. Wählen Sie links die ältere.</translation>
    </message>
    <message>
        <source>Older source</source>
        <translation>Ältere Quelle</translation>
    </message>
    <message>
        <source>newer:</source>
        <translation>neuer:</translation>
    </message>
    <message>
        <source>older:</source>
        <translation>älter:</translation>
    </message>
    <message>
        <source>{ages}
The older one stands at the right.</source>
        <translation>{ages}
Die ältere steht rechts.</translation>
    </message>
    <message>
        <source>{source}: half of it is from {month} or earlier</source>
        <translation>{source}: Die Hälfte ist von {month} oder früher</translation>
    </message>
    <message>
        <source>{source}: no times, but half of its models came out in {month} or earlier</source>
        <translation>{source}: keine Zeiten, aber die Hälfte der Modelle erschien {month} oder früher</translation>
    </message>
    <message>
        <source>{source}: no times, but its name says {month}</source>
        <translation>{source}: keine Zeiten, aber der Name sagt {month}</translation>
    </message>
    <message>
        <source>{source}: no times; a corpus of this form was gathered about {month}</source>
        <translation>{source}: keine Zeiten; ein Korpus dieser Form wurde um {month} gesammelt</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>Back up…</source>
        <translation>Sichern…</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Its {count} conversations go, with all that was found and decided in them, except those that another file holds too. This cannot be undone; the file itself stays where it is.</source>
        <translation>Seine {count} Gespräche gehen, mit allem, was darin gefunden und entschieden wurde, außer denen, die auch eine andere Datei enthält. Das ist nicht rückgängig zu machen; die Datei selbst bleibt, wo sie ist.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>Endgültig entfernen</translation>
    </message>
    <message>
        <source>Remove for good…</source>
        <translation>Endgültig entfernen…</translation>
    </message>
    <message>
        <source>Remove {name} from this project?</source>
        <translation>{name} aus diesem Projekt entfernen?</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen…</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Their {count} conversations go, with all that was found and decided in them, except those that another file holds too. This cannot be undone; the files themselves stay where they are.</source>
        <translation>Ihre {count} Gespräche gehen, mit allem, was darin gefunden und entschieden wurde, außer denen, die auch eine andere Datei enthält. Das lässt sich nicht rückgängig machen; die Dateien selbst bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>none known</source>
        <translation>keines bekannt</translation>
    </message>
    <message>
        <source>not read to its end</source>
        <translation>nicht zu Ende gelesen</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>The conversation, with feedback marked. Select words to mark them.</source>
        <translation>Das Gespräch mit markiertem Feedback. Wörter auswählen, um sie zu markieren.</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Gesprächstext</translation>
    </message>
</context>
<context>
    <name>VerdictButtons</name>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>It is feedback, as marked</source>
        <translation>Es ist Feedback, wie markiert</translation>
    </message>
    <message>
        <source>It is no feedback</source>
        <translation>Es ist kein Feedback</translation>
    </message>
    <message>
        <source>Leave it to somebody else</source>
        <translation>Jemand anderem überlassen</translation>
    </message>
    <message>
        <source>Only for spans made by hand: a detector&apos;s claim is rejected</source>
        <translation>Nur für von Hand markierte Stellen: Was ein Detektor meldet, wird abgelehnt</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Take the span away</source>
        <translation>Die Stelle wegnehmen</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>A few invented conversations to look around in</source>
        <translation>Ein paar erfundene Gespräche zum Umsehen</translation>
    </message>
    <message>
        <source>A file that ends in .nfstudio</source>
        <translation>Eine Datei, die auf .nfstudio endet</translation>
    </message>
    <message>
        <source>Empty; add files as you find them</source>
        <translation>Leer; Dateien kommen hinzu, wie sie sich finden</translation>
    </message>
    <message>
        <source>Its project is kept beside it</source>
        <translation>Sein Projekt liegt daneben</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Neues Projekt…</translation>
    </message>
    <message>
        <source>Open a folder of chat logs…</source>
        <translation>Ordner mit Chat-Protokollen öffnen…</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>Projekt öffnen…</translation>
    </message>
    <message>
        <source>Or drop files, a folder or a project on this window. Nothing leaves this computer.</source>
        <translation>Oder Dateien, einen Ordner oder ein Projekt auf dieses Fenster ziehen. Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Projects you open are listed here.</source>
        <translation>Geöffnete Projekte stehen hier.</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Zuletzt geöffnete Projekte</translation>
    </message>
    <message>
        <source>Try the sample logs</source>
        <translation>Mit den Beispielen ausprobieren</translation>
    </message>
    <message>
        <source>Turn the chat logs you own into preference data.</source>
        <translation>Aus eigenen Chat-Protokollen werden Präferenzdaten.</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Restored.</source>
        <translation>Wiederhergestellt.</translation>
    </message>
    <message>
        <source>Restoring {name}…</source>
        <translation>{name} wird wiederhergestellt…</translation>
    </message>
    <message>
        <source>Text size {percent} %</source>
        <translation>Textgröße {percent} %</translation>
    </message>
    <message>
        <source>{project} — NF Studio</source>
        <translation>{project} – NF Studio</translation>
    </message>
</context>
<context>
    <name>_NameField</name>
    <message>
        <source>Name of this filter</source>
        <translation>Name dieses Filters</translation>
    </message>
    <message>
        <source>Name, then Return</source>
        <translation>Name, dann Eingabe</translation>
    </message>
</context>
<context>
    <name>change_words</name>
    <message>
        <source>Before: {claim}</source>
        <translation>Vorher: {claim}</translation>
    </message>
    <message>
        <source>Now: {claim}</source>
        <translation>Jetzt: {claim}</translation>
    </message>
    <message>
        <source>The decision stands: {status} as {category}.</source>
        <translation>Die Entscheidung gilt: {status} als {category}.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>nothing changed</source>
        <translation>nichts geändert</translation>
    </message>
    <message>
        <source>{claim}, below the threshold</source>
        <translation>{claim}, unter der Schwelle</translation>
    </message>
    <message>
        <source>{count} against a decision</source>
        <translation>{count} gegen eine Entscheidung</translation>
    </message>
    <message>
        <source>{new} new, {gone} gone, {changed} changed</source>
        <translation>{new} neu, {gone} weg, {changed} geändert</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>„{words}“</translation>
    </message>
</context>
<context>
    <name>evidence_words</name>
    <message>
        <source>Accepted by {who}</source>
        <translation>Angenommen von {who}</translation>
    </message>
    <message>
        <source>Added by hand by {who}</source>
        <translation>Von Hand hinzugefügt von {who}</translation>
    </message>
    <message>
        <source>Added by hand: no detector claimed it.</source>
        <translation>Von Hand hinzugefügt: Kein Detektor hat es gefunden.</translation>
    </message>
    <message>
        <source>Came with the import</source>
        <translation>Kam mit dem Import</translation>
    </message>
    <message>
        <source>Found by {detector}</source>
        <translation>Gefunden von {detector}</translation>
    </message>
    <message>
        <source>Like the user&apos;s message {count} before</source>
        <translation>Wie die Nachricht der Person {count} zuvor</translation>
    </message>
    <message>
        <source>Like the user&apos;s previous message</source>
        <translation>Wie die vorige Nachricht der Person</translation>
    </message>
    <message>
        <source>Not named by whoever read the whole message</source>
        <translation>Nicht genannt von der Person, die die ganze Nachricht gelesen hat</translation>
    </message>
    <message>
        <source>Rejected by {who}</source>
        <translation>Abgelehnt von {who}</translation>
    </message>
    <message>
        <source>Rule {rules}</source>
        <translation>Regel {rules}</translation>
    </message>
    <message>
        <source>Rules {rules}</source>
        <translation>Regeln {rules}</translation>
    </message>
    <message>
        <source>Skipped by {who}</source>
        <translation>Übersprungen von {who}</translation>
    </message>
    <message>
        <source>Spoke against it: {things}</source>
        <translation>Dagegen sprach: {things}</translation>
    </message>
    <message>
        <source>Spoke for it: {things}</source>
        <translation>Dafür sprach: {things}</translation>
    </message>
    <message>
        <source>The encoder reads: {categories}</source>
        <translation>Der Encoder liest: {categories}</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>Unentschieden</translation>
    </message>
    <message>
        <source>Undecided, below the threshold</source>
        <translation>Unentschieden, unter der Schwelle</translation>
    </message>
    <message>
        <source>how like the reply is to the answer</source>
        <translation>wie sehr die Erwiderung der Antwort gleicht</translation>
    </message>
    <message>
        <source>capital letters</source>
        <translation>Großbuchstaben</translation>
    </message>
    <message>
        <source>code in the answer</source>
        <translation>Code in der Antwort</translation>
    </message>
    <message>
        <source>exclamation marks</source>
        <translation>Ausrufezeichen</translation>
    </message>
    <message>
        <source>how long the answer is</source>
        <translation>wie lang die Antwort ist</translation>
    </message>
    <message>
        <source>how long the message is</source>
        <translation>wie lang die Nachricht ist</translation>
    </message>
    <message>
        <source>how much is pasted</source>
        <translation>wie viel eingefügt ist</translation>
    </message>
    <message>
        <source>how much was said before</source>
        <translation>wie viel zuvor gesagt wurde</translation>
    </message>
    <message>
        <source>likeness to earlier messages</source>
        <translation>Ähnlichkeit mit früheren Nachrichten</translation>
    </message>
    <message>
        <source>line breaks</source>
        <translation>Zeilenumbrüche</translation>
    </message>
    <message>
        <source>no feedback</source>
        <translation>kein Feedback</translation>
    </message>
    <message>
        <source>that no rule fired</source>
        <translation>dass keine Regel anschlug</translation>
    </message>
    <message>
        <source>the encoder</source>
        <translation>der Encoder</translation>
    </message>
    <message>
        <source>the first word</source>
        <translation>das erste Wort</translation>
    </message>
    <message>
        <source>the language</source>
        <translation>die Sprache</translation>
    </message>
    <message>
        <source>the rules</source>
        <translation>die Regeln</translation>
    </message>
    <message>
        <source>what the answer is like</source>
        <translation>wie die Antwort ist</translation>
    </message>
    <message>
        <source>what the message is like</source>
        <translation>wie die Nachricht ist</translation>
    </message>
    <message>
        <source>what was replied</source>
        <translation>was erwidert wurde</translation>
    </message>
    <message>
        <source>whether the answer asks something</source>
        <translation>ob die Antwort etwas fragt</translation>
    </message>
    <message>
        <source>whether the answer only chats</source>
        <translation>ob die Antwort nur plaudert</translation>
    </message>
    <message>
        <source>whether the answer refuses</source>
        <translation>ob die Antwort ablehnt</translation>
    </message>
    <message>
        <source>whether the message asks</source>
        <translation>ob die Nachricht fragt</translation>
    </message>
    <message>
        <source>words not said before</source>
        <translation>zuvor nicht gesagte Wörter</translation>
    </message>
    <message>
        <source>words shared with the answer</source>
        <translation>Wörter, die auch in der Antwort stehen</translation>
    </message>
    <message>
        <source>{thing} (a little)</source>
        <translation>{thing} (ein wenig)</translation>
    </message>
    <message>
        <source>{thing} (strongly)</source>
        <translation>{thing} (stark)</translation>
    </message>
</context>
<context>
    <name>filter_words</name>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Changed by the last detection</source>
        <translation>Durch die letzte Erkennung geändert</translation>
    </message>
    <message>
        <source>Chosen feedback</source>
        <translation>Gewähltes Feedback</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>One conversation</source>
        <translation>Ein Gespräch</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Search in: {where}</source>
        <translation>Suchen in: {where}</translation>
    </message>
    <message>
        <source>System messages</source>
        <translation>System-Nachrichten</translation>
    </message>
    <message>
        <source>Tool messages</source>
        <translation>Werkzeug-Nachrichten</translation>
    </message>
    <message>
        <source>What the user wrote</source>
        <translation>Was die Person schrieb</translation>
    </message>
    <message>
        <source>{facet}: {value}</source>
        <translation>{facet}: {value}</translation>
    </message>
    <message>
        <source>{what}: from {low}</source>
        <translation>{what}: ab {low}</translation>
    </message>
    <message>
        <source>{what}: up to {high}</source>
        <translation>{what}: bis {high}</translation>
    </message>
    <message>
        <source>{what}: {low} to {high}</source>
        <translation>{what}: {low} bis {high}</translation>
    </message>
</context>
<context>
    <name>insights</name>
    <message>
        <source>(none)</source>
        <translation>(ohne)</translation>
    </message>
    <message>
        <source>1 decision</source>
        <translation>1 Entscheidung</translation>
    </message>
    <message>
        <source>1 reviewer</source>
        <translation>1 Person</translation>
    </message>
    <message>
        <source>Accepted, or undecided at or above the threshold.</source>
        <translation>Angenommen, oder unentschieden ab der Schwelle.</translation>
    </message>
    <message>
        <source>All feedback</source>
        <translation>Alles Feedback</translation>
    </message>
    <message>
        <source>Conversations with feedback by {group}</source>
        <translation>Gespräche mit Feedback nach {group}</translation>
    </message>
    <message>
        <source>Decided of all, at the right.</source>
        <translation>Entschieden von allen, rechts.</translation>
    </message>
    <message>
        <source>Decisions by day</source>
        <translation>Entscheidungen nach Tag</translation>
    </message>
    <message>
        <source>Feedback by category</source>
        <translation>Feedback nach Kategorie</translation>
    </message>
    <message>
        <source>Feedback by the detector&apos;s score, in steps of {step}.</source>
        <translation>Feedback nach dem Wert des Detektors, in Schritten von {step}.</translation>
    </message>
    <message>
        <source>Feedback in 100 conversations</source>
        <translation>Feedback in 100 Gesprächen</translation>
    </message>
    <message>
        <source>No conversation holds a message after an answer yet, so none can hold feedback.</source>
        <translation>Noch enthält kein Gespräch eine Nachricht nach einer Antwort, also kann keines Feedback enthalten.</translation>
    </message>
    <message>
        <source>No conversation says its {group}.</source>
        <translation>Kein Gespräch sagt etwas über: {group}.</translation>
    </message>
    <message>
        <source>No feedback yet. Import logs (Ctrl+I); detection (Ctrl+D) finds it.</source>
        <translation>Noch kein Feedback. Protokolle importieren (Strg+I); die Erkennung (Strg+D) findet es.</translation>
    </message>
    <message>
        <source>Nothing is decided yet.</source>
        <translation>Noch ist nichts entschieden.</translation>
    </message>
    <message>
        <source>Nothing is imported yet.</source>
        <translation>Noch ist nichts importiert.</translation>
    </message>
    <message>
        <source>Nothing is reviewed yet. Accept or reject a few dozen, best of a random sample.</source>
        <translation>Noch ist nichts durchgesehen. Ein paar Dutzend annehmen oder ablehnen, am besten aus einer Zufallsstichprobe.</translation>
    </message>
    <message>
        <source>Of conversations with a user message after an answer. Lines are 95 % intervals (Wilson).</source>
        <translation>Von Gesprächen mit einer Nachricht nach einer Antwort. Linien sind 95-%-Intervalle (Wilson).</translation>
    </message>
    <message>
        <source>One of these holds no conversations with a message after an answer.</source>
        <translation>Eine von beiden enthält kein Gespräch mit einer Nachricht nach einer Antwort.</translation>
    </message>
    <message>
        <source>Review by category</source>
        <translation>Durchsicht nach Kategorie</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>The difference is within the error.</source>
        <translation>Der Unterschied liegt im Bereich des Fehlers.</translation>
    </message>
    <message>
        <source>The newest {shown} of {all} months.</source>
        <translation>Die neuesten {shown} von {all} Monaten.</translation>
    </message>
    <message>
        <source>The paper found 11 in 100 conversations of 2019 and 45 in 100 of 2023, each counted by its own hands.</source>
        <translation>Der Aufsatz fand 11 in 100 Gesprächen von 2019 und 45 in 100 von 2023, jeweils von Hand gezählt.</translation>
    </message>
    <message>
        <source>The second holds {more}: by {low} to {high} points.</source>
        <translation>Die zweite enthält {more}: um {low} bis {high} Punkte.</translation>
    </message>
    <message>
        <source>The {shown} largest of {all}.</source>
        <translation>Die {shown} größten von {all}.</translation>
    </message>
    <message>
        <source>by {group}</source>
        <translation>nach {group}</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>less</source>
        <translation>weniger</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>more</source>
        <translation>mehr</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>{count} decisions</source>
        <translation>{count} Entscheidungen</translation>
    </message>
    <message>
        <source>{count} reviewers</source>
        <translation>{count} Personen</translation>
    </message>
    <message>
        <source>{name}: {count} pieces of feedback, {share} of all</source>
        <translation>{name}: {count} Feedbacks, {share} von allem</translation>
    </message>
    <message>
        <source>{name}: {right} of {reviewed} reviewed claims were right, {share}</source>
        <translation>{name}: {right} von {reviewed} durchgesehenen Funden waren richtig, {share}</translation>
    </message>
    <message>
        <source>{name}: {with_feedback} of {follow_up} conversations, {share}</source>
        <translation>{name}: {with_feedback} von {follow_up} Gesprächen, {share}</translation>
    </message>
    <message>
        <source>{older} of conversations in {first}, {newer} in {second} hold feedback.</source>
        <translation>{older} der Gespräche in {first}, {newer} in {second} enthalten Feedback.</translation>
    </message>
    <message>
        <source>{value} (95 % interval {low} to {high})</source>
        <translation>{value} (95-%-Intervall {low} bis {high})</translation>
    </message>
    <message>
        <source>{with_feedback} of {follow_up} conversations with a message after an answer hold feedback: {share}.</source>
        <translation>{with_feedback} von {follow_up} Gesprächen mit einer Nachricht nach einer Antwort enthalten Feedback: {share}.</translation>
    </message>
</context>
<context>
    <name>row_words</name>
    <message>
        <source>(none)</source>
        <translation>(ohne)</translation>
    </message>
    <message>
        <source>Against a decision</source>
        <translation>Gegen eine Entscheidung</translation>
    </message>
    <message>
        <source>As imported</source>
        <translation>Wie importiert</translation>
    </message>
    <message>
        <source>As they stand</source>
        <translation>Wie sie stehen</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Each category in turn</source>
        <translation>Kategorien reihum</translation>
    </message>
    <message>
        <source>Each source in turn</source>
        <translation>Quellen reihum</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Found by</source>
        <translation>Gefunden von</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Last detection</source>
        <translation>Letzte Erkennung</translation>
    </message>
    <message>
        <source>Least certain first</source>
        <translation>Unsicherste zuerst</translation>
    </message>
    <message>
        <source>Longest first</source>
        <translation>Längste zuerst</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Most alike first</source>
        <translation>Ähnlichste zuerst</translation>
    </message>
    <message>
        <source>Most feedback first</source>
        <translation>Meistes Feedback zuerst</translation>
    </message>
    <message>
        <source>Most unusual first</source>
        <translation>Ungewöhnlichste zuerst</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Only this user</source>
        <translation>Nur diese Person</translation>
    </message>
    <message>
        <source>Rules against encoder</source>
        <translation>Regeln gegen Encoder</translation>
    </message>
    <message>
        <source>Shuffled</source>
        <translation>Gemischt</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Surest first</source>
        <translation>Sicherste zuerst</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>below threshold</source>
        <translation>unter der Schwelle</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>negativ</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>neutral</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>positiv</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>unentschieden</translation>
    </message>
    <message>
        <source>{source} ({count} files)</source>
        <translation>{source} ({count} Dateien)</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>A conversation is longer than can be read: passed over.</source>
        <translation>Ein Gespräch ist länger, als gelesen werden kann: übergangen.</translation>
    </message>
    <message>
        <source>A conversation stands in one split, with all others that ask nearly the same.</source>
        <translation>Ein Gespräch steht in einem Teil, mit allen anderen, die fast dasselbe fragen.</translation>
    </message>
    <message>
        <source>A conversation stands in one split, with all others that open with the same words; prompts that are only nearly the same may meet across splits.</source>
        <translation>Gespräche, die mit denselben Worten beginnen, stehen in einem Teil; fast gleiche Prompts können in mehreren stehen.</translation>
    </message>
    <message>
        <source>A database cannot be read while it is packed. Unpack it first.</source>
        <translation>Eine Datenbank kann gepackt nicht gelesen werden. Bitte zuerst entpacken.</translation>
    </message>
    <message>
        <source>A file of {0} bytes is said to lie inside: not read.</source>
        <translation>Eine Datei von {0} Bytes soll darin liegen: nicht gelesen.</translation>
    </message>
    <message>
        <source>A mapping is for tables; files read as {0} have none.</source>
        <translation>Eine Zuordnung ist für Tabellen; Dateien, die als {0} gelesen werden, haben keine.</translation>
    </message>
    <message>
        <source>A message of this tree has no id.</source>
        <translation>Eine Nachricht dieses Baums hat keine Kennung.</translation>
    </message>
    <message>
        <source>A model can learn to be {0} instead of better: compare both sides at equal length.</source>
        <translation>Ein Modell kann lernen, {0} statt besser zu sein: Bitte beide Seiten bei gleicher Länge vergleichen.</translation>
    </message>
    <message>
        <source>A model is a folder with config.json, tokenizer.json and model.safetensors of a token classification model, or with {0} in place of the weights; its labels are {1}.</source>
        <translation>Ein Modell ist ein Ordner mit config.json, tokenizer.json und model.safetensors eines Modells zur Token-Klassifikation, oder mit {0} anstelle der Gewichte; seine Etiketten sind {1}.</translation>
    </message>
    <message>
        <source>A packed Parquet file of more than {0} MB is not read.</source>
        <translation>Eine gepackte Parquet-Datei von mehr als {0} MB wird nicht gelesen.</translation>
    </message>
    <message>
        <source>A position, an offset or the quote has another type.</source>
        <translation>Eine Position, ein Versatz oder das Zitat hat einen anderen Typ.</translation>
    </message>
    <message>
        <source>A project is a file that ends in .nfstudio.</source>
        <translation>Ein Projekt ist eine Datei, die auf .nfstudio endet.</translation>
    </message>
    <message>
        <source>A project is one file: name one, in this folder or beside it.</source>
        <translation>Ein Projekt ist eine einzige Datei: bitte eine nennen, in diesem Ordner oder daneben.</translation>
    </message>
    <message>
        <source>A recipe needs a name.</source>
        <translation>Ein Rezept braucht einen Namen.</translation>
    </message>
    <message>
        <source>A request of fewer words than it takes to ask for something, or a wanted answer of hardly any.</source>
        <translation>Eine Anfrage mit weniger Wörtern, als eine Frage braucht, oder eine erwünschte Antwort mit kaum einem.</translation>
    </message>
    <message>
        <source>A saved filter needs a name.</source>
        <translation>Ein gesicherter Filter braucht einen Namen.</translation>
    </message>
    <message>
        <source>A second look needs one message at least.</source>
        <translation>Eine zweite Durchsicht braucht mindestens eine Nachricht.</translation>
    </message>
    <message>
        <source>A second look needs the name of the second reviewer.</source>
        <translation>Eine zweite Durchsicht braucht den Namen der zweiten Person.</translation>
    </message>
    <message>
        <source>A span ends behind its message.</source>
        <translation>Eine Stelle endet hinter ihrer Nachricht.</translation>
    </message>
    <message>
        <source>A subagent&apos;s log: no person says anything in it.</source>
        <translation>Das Protokoll eines Unteragenten: Keine Person sagt etwas darin.</translation>
    </message>
    <message>
        <source>A wanted answer is longer than an unwanted one in {0} of comparisons (half of them have at most {1} and {2} characters).</source>
        <translation>Eine erwünschte Antwort ist in {0} der Vergleiche länger als eine unerwünschte (die Hälfte hat höchstens {1} und {2} Zeichen).</translation>
    </message>
    <message>
        <source>About {0} tokens ({1}) in 1 row.</source>
        <translation>Etwa {0} Token ({1}) in 1 Zeile.</translation>
    </message>
    <message>
        <source>About {0} tokens ({1}); half of the rows have at most {2}, 95 % at most {3}, the longest {4}.</source>
        <translation>Etwa {0} Token ({1}); die Hälfte der Zeilen hat höchstens {2}, 95 % höchstens {3}, die längste {4}.</translation>
    </message>
    <message>
        <source>All rows are {0} answers: KTO learns from the difference of both.</source>
        <translation>Alle Zeilen sind {0} Antworten: KTO lernt aus dem Unterschied beider.</translation>
    </message>
    <message>
        <source>All that one person said stands in one split; what several people ask alike may meet across splits.</source>
        <translation>Alles, was eine Person gesagt hat, steht in einem Teil; was mehrere gleich fragen, kann in mehreren Teilen stehen.</translation>
    </message>
    <message>
        <source>An agent gave this task to another one: no person says anything in it.</source>
        <translation>Ein Agent gab diese Aufgabe einem anderen: Keine Person sagt etwas darin.</translation>
    </message>
    <message>
        <source>An archive inside an archive is not opened. Unpack it first.</source>
        <translation>Ein Archiv in einem Archiv wird nicht geöffnet. Bitte zuerst entpacken.</translation>
    </message>
    <message>
        <source>An exchange is no object with a prompt and an answer.</source>
        <translation>Ein Austausch ist kein Objekt mit einem Prompt und einer Antwort.</translation>
    </message>
    <message>
        <source>Answers about being a certain model or its knowledge cut-off; prompts that need the web, a file or a picture.</source>
        <translation>Antworten darüber, ein bestimmtes Modell zu sein, oder über den Stand seines Wissens; Prompts, die das Netz, eine Datei oder ein Bild brauchen.</translation>
    </message>
    <message>
        <source>Answers graded from 1 (complained about) to 4 (praised).</source>
        <translation>Antworten mit Noten von 1 (beanstandet) bis 4 (gelobt).</translation>
    </message>
    <message>
        <source>Answers that refuse: judged bad after a harmful request, judged good after a harmless one, or only judged.</source>
        <translation>Antworten, die ablehnen: nach einer schädlichen Bitte schlecht beurteilt, nach einer harmlosen gut, oder überhaupt beurteilt.</translation>
    </message>
    <message>
        <source>Answers that stop in the middle of a sentence or of a block of code, or that the dump marks as stopped.</source>
        <translation>Antworten, die mitten im Satz oder mitten im Code enden, oder die das Protokoll als abgebrochen bezeichnet.</translation>
    </message>
    <message>
        <source>Answers that were praised, and answers that people wrote.</source>
        <translation>Gelobte Antworten, und Antworten, die Menschen geschrieben haben.</translation>
    </message>
    <message>
        <source>Ask for 50, say.</source>
        <translation>Etwa 50 verlangen.</translation>
    </message>
    <message>
        <source>Asks again for what was asked before, because the answer did not serve.</source>
        <translation>Fragt noch einmal dasselbe wie zuvor, weil die Antwort nichts nützte.</translation>
    </message>
    <message>
        <source>Backing up to {0}</source>
        <translation>{0} wird gesichert</translation>
    </message>
    <message>
        <source>Begin another one.</source>
        <translation>Bitte eine andere beginnen.</translation>
    </message>
    <message>
        <source>Change it, or leave the better answer empty.</source>
        <translation>Bitte ändern, oder die bessere Antwort leer lassen.</translation>
    </message>
    <message>
        <source>Check the disk and your rights on the folder.</source>
        <translation>Bitte den Datenträger und Ihre Rechte am Ordner prüfen.</translation>
    </message>
    <message>
        <source>Check the name and your rights on its folder.</source>
        <translation>Bitte den Namen und Ihre Rechte an seinem Ordner prüfen.</translation>
    </message>
    <message>
        <source>Check the spelling of the path.</source>
        <translation>Bitte die Schreibweise des Pfads prüfen.</translation>
    </message>
    <message>
        <source>Check your rights on its folder.</source>
        <translation>Bitte Ihre Rechte an seinem Ordner prüfen.</translation>
    </message>
    <message>
        <source>Choose a folder you may write to.</source>
        <translation>Bitte einen Ordner wählen, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>Choose another answer.</source>
        <translation>Bitte eine andere Antwort wählen.</translation>
    </message>
    <message>
        <source>Choose another backup.</source>
        <translation>Bitte eine andere Sicherung wählen.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Bitte einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Choose another name for the backup.</source>
        <translation>Bitte einen anderen Namen für die Sicherung wählen.</translation>
    </message>
    <message>
        <source>Choose another name, or open it.</source>
        <translation>Bitte einen anderen Namen wählen, oder es öffnen.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Bitte einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>Choose some that stand in one message.</source>
        <translation>Bitte solche wählen, die in einer Nachricht stehen.</translation>
    </message>
    <message>
        <source>Choose the answer that the feedback judges.</source>
        <translation>Bitte die Antwort wählen, die das Feedback beurteilt.</translation>
    </message>
    <message>
        <source>Chunk {0} is no object.</source>
        <translation>Stück {0} ist kein Objekt.</translation>
    </message>
    <message>
        <source>Close it everywhere and try again.</source>
        <translation>Bitte überall schließen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Close it there, then restore again.</source>
        <translation>Bitte dort schließen, dann noch einmal wiederherstellen.</translation>
    </message>
    <message>
        <source>Close the other window that has it open, or see to your rights on the file.</source>
        <translation>Bitte das andere Fenster schließen, das es offen hat, oder nach den Rechten auf die Datei sehen.</translation>
    </message>
    <message>
        <source>Close the other window, or change your rights on the file.</source>
        <translation>Bitte das andere Fenster schließen, oder Ihre Rechte an der Datei ändern.</translation>
    </message>
    <message>
        <source>Collecting examples</source>
        <translation>Beispiele werden gesammelt</translation>
    </message>
    <message>
        <source>Conversations in a language that was not chosen; without a choice none, and those of unknown language never.</source>
        <translation>Gespräche in einer nicht gewählten Sprache; ohne Wahl keine, und solche in unbekannter Sprache nie.</translation>
    </message>
    <message>
        <source>Conversations with a label for every judged answer.</source>
        <translation>Gespräche mit einem Etikett für jede beurteilte Antwort.</translation>
    </message>
    <message>
        <source>Correct or remove it.</source>
        <translation>Bitte berichtigen oder entfernen.</translation>
    </message>
    <message>
        <source>Correct or remove the file.</source>
        <translation>Bitte die Datei berichtigen oder entfernen.</translation>
    </message>
    <message>
        <source>Deciding</source>
        <translation>Es wird entschieden</translation>
    </message>
    <message>
        <source>Detect feedback first, or add spans by hand.</source>
        <translation>Bitte zuerst Feedback erkennen lassen, oder Stellen von Hand hinzufügen.</translation>
    </message>
    <message>
        <source>Detection cannot be started: {0}.</source>
        <translation>Die Erkennung lässt sich nicht starten: {0}.</translation>
    </message>
    <message>
        <source>Detection has gone on meanwhile; look again.</source>
        <translation>Die Erkennung ist inzwischen weitergegangen; bitte noch einmal hinsehen.</translation>
    </message>
    <message>
        <source>Doubts the answer, or asks for what it should have contained.</source>
        <translation>Bezweifelt die Antwort, oder fragt nach dem, was sie hätte enthalten sollen.</translation>
    </message>
    <message>
        <source>Draw one first.</source>
        <translation>Bitte zuerst eine ziehen.</translation>
    </message>
    <message>
        <source>E-mail addresses, telephone, card and account numbers, keys and tokens, user names in paths, IP addresses.</source>
        <translation>E-Mail-Adressen, Telefon-, Karten- und Kontonummern, Schlüssel und Token, Benutzernamen in Pfaden, IP-Adressen.</translation>
    </message>
    <message>
        <source>Evaluating {0}</source>
        <translation>{0} wird bewertet</translation>
    </message>
    <message>
        <source>Every message of this second look has been removed.</source>
        <translation>Alle Nachrichten dieser zweiten Durchsicht sind entfernt worden.</translation>
    </message>
    <message>
        <source>Feedback needs an answer to speak about, and none stands above this message.</source>
        <translation>Feedback braucht eine Antwort, von der es spricht, und über dieser Nachricht steht keine.</translation>
    </message>
    <message>
        <source>Finishing a removal</source>
        <translation>Ein Entfernen wird beendet</translation>
    </message>
    <message>
        <source>First words left out</source>
        <translation>Erste Worte weggelassen</translation>
    </message>
    <message>
        <source>Fit it again with `nfstudio train`, or take the folder of a release.</source>
        <translation>Bitte mit `nfstudio train` neu anpassen, oder den Ordner einer Veröffentlichung nehmen.</translation>
    </message>
    <message>
        <source>Grouped by time: no pause is longer than 30 minutes. The export does not say where a conversation begins.</source>
        <translation>Nach Zeit gruppiert: Keine Pause ist länger als 30 Minuten. Der Export sagt nicht, wo ein Gespräch beginnt.</translation>
    </message>
    <message>
        <source>Grouping files</source>
        <translation>Dateien werden zusammengefasst</translation>
    </message>
    <message>
        <source>Harmful prompts or answers, requests for harm, and jailbreaks, where training would make the answer likelier.</source>
        <translation>Schädliche Prompts oder Antworten, Bitten um Schädliches, und Jailbreaks, wo das Training die Antwort wahrscheinlicher machte.</translation>
    </message>
    <message>
        <source>Here it is.</source>
        <translation>Hier ist es.</translation>
    </message>
    <message>
        <source>Identifying languages</source>
        <translation>Sprachen werden bestimmt</translation>
    </message>
    <message>
        <source>If you have made it, take it out (DROP TRIGGER). If not, do not trust this file.</source>
        <translation>Selbst gemacht? Dann bitte herausnehmen (DROP TRIGGER). Sonst dieser Datei bitte nicht trauen.</translation>
    </message>
    <message>
        <source>Import a folder of chat logs to make one.</source>
        <translation>Bitte einen Ordner mit Chat-Protokollen importieren, um eines anzulegen.</translation>
    </message>
    <message>
        <source>Importing {0}</source>
        <translation>{0} wird importiert</translation>
    </message>
    <message>
        <source>In no thread of this database does a person say anything.</source>
        <translation>In keinem Thread dieser Datenbank sagt ein Mensch etwas.</translation>
    </message>
    <message>
        <source>In the rule pack {0} the entry {1} is broken: {2}.</source>
        <translation>Im Regelpaket {0} ist der Eintrag {1} kaputt: {2}.</translation>
    </message>
    <message>
        <source>In {0} of {1} sessions, this one the first, nothing is said but commands.</source>
        <translation>In {0} von {1} Sitzungen, diese als erste, stehen nur Befehle.</translation>
    </message>
    <message>
        <source>In {0} of {1} threads no bot answers anybody: they were passed over.</source>
        <translation>In {0} von {1} Verläufen antwortet kein Bot: Sie wurden übergangen.</translation>
    </message>
    <message>
        <source>In {0} sessions, of which this is the first, only agents talk to each other.</source>
        <translation>In {0} Sitzungen, deren erste dies ist, sprechen nur Agenten miteinander.</translation>
    </message>
    <message>
        <source>Indexing text</source>
        <translation>Text wird verzeichnet</translation>
    </message>
    <message>
        <source>It cannot be opened: {0}.</source>
        <translation>Das kann nicht geöffnet werden: {0}.</translation>
    </message>
    <message>
        <source>It cannot be read: the title and the model are not known.</source>
        <translation>Das kann nicht gelesen werden: Titel und Modell sind nicht bekannt.</translation>
    </message>
    <message>
        <source>It cannot be unpacked: {0}.</source>
        <translation>Das kann nicht entpackt werden: {0}.</translation>
    </message>
    <message>
        <source>It could not be read: {0}.</source>
        <translation>Das konnte nicht gelesen werden: {0}.</translation>
    </message>
    <message>
        <source>It has {0} cells where the header has {1}.</source>
        <translation>Die Zeile hat {0} Zellen, die Kopfzeile {1}.</translation>
    </message>
    <message>
        <source>It holds data nested more than {0} levels deep.</source>
        <translation>Die Daten sind mehr als {0} Ebenen tief verschachtelt.</translation>
    </message>
    <message>
        <source>It is encrypted.</source>
        <translation>Das ist verschlüsselt.</translation>
    </message>
    <message>
        <source>It is longer than {0} MB: not read further.</source>
        <translation>Das ist länger als {0} MB: nicht weiter gelesen.</translation>
    </message>
    <message>
        <source>It is longer than {0} MB: passed over.</source>
        <translation>Das ist länger als {0} MB: übergangen.</translation>
    </message>
    <message>
        <source>It is no ordinary file.</source>
        <translation>Das ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>It is not in UTF-8 and was read as Windows-1252: look whether its accents are right.</source>
        <translation>Sie ist nicht in UTF-8 und wurde als Windows-1252 gelesen: Sehen Sie nach, ob die Akzente stimmen.</translation>
    </message>
    <message>
        <source>It unpacks to more than {0} times its size: not read further.</source>
        <translation>Das entpackt sich auf mehr als das {0}fache: nicht weiter gelesen.</translation>
    </message>
    <message>
        <source>Its columns are not of the types in {0}.</source>
        <translation>Ihre Spalten haben nicht die Typen in {0}.</translation>
    </message>
    <message>
        <source>Its conversation stands in the split {0} too.</source>
        <translation>Ihr Gespräch steht auch im Teil {0}.</translation>
    </message>
    <message>
        <source>Leave --device away, or install a torch with CUDA.</source>
        <translation>Bitte --device weglassen, oder ein torch mit CUDA installieren.</translation>
    </message>
    <message>
        <source>Let it go, or save it anew.</source>
        <translation>Bitte vergessen, oder neu speichern.</translation>
    </message>
    <message>
        <source>Looking for conversations</source>
        <translation>Gespräche werden gesucht</translation>
    </message>
    <message>
        <source>Make room for another process, or reinstall the program.</source>
        <translation>Schaffen Sie Platz für einen weiteren Prozess, oder installieren Sie das Programm neu.</translation>
    </message>
    <message>
        <source>Make room, and check your rights on the folder.</source>
        <translation>Bitte Platz schaffen und Ihre Rechte am Ordner prüfen.</translation>
    </message>
    <message>
        <source>Make room; what was written is kept.</source>
        <translation>Bitte Platz schaffen; was geschrieben war, bleibt.</translation>
    </message>
    <message>
        <source>Make {0} a folder you may write to, or copy the project with its -wal file.</source>
        <translation>Bitte {0} zu einem Ordner machen, in den Sie schreiben dürfen, oder das Projekt mit seiner Datei -wal kopieren.</translation>
    </message>
    <message>
        <source>Mend or remove the line.</source>
        <translation>Bitte die Zeile berichtigen oder entfernen.</translation>
    </message>
    <message>
        <source>Message {0} follows no answer, so that its label is left out.</source>
        <translation>Nachricht {0} folgt auf keine Antwort; ihr Etikett bleibt weg.</translation>
    </message>
    <message>
        <source>Message {0} has a version that is no object.</source>
        <translation>Nachricht {0} hat eine Fassung, die kein Objekt ist.</translation>
    </message>
    <message>
        <source>Message {0} has the unknown role {1}.</source>
        <translation>Nachricht {0} hat die unbekannte Rolle {1}.</translation>
    </message>
    <message>
        <source>Message {0} holds no text.</source>
        <translation>Nachricht {0} enthält keinen Text.</translation>
    </message>
    <message>
        <source>Message {0} holds {1} where text is expected.</source>
        <translation>Nachricht {0} enthält {1}, wo Text erwartet wird.</translation>
    </message>
    <message>
        <source>Message {0} is neither a person&apos;s nor an agent&apos;s.</source>
        <translation>Nachricht {0} ist weder von einem Menschen noch von einem Agenten.</translation>
    </message>
    <message>
        <source>Message {0} is no object with a list of parts.</source>
        <translation>Nachricht {0} ist kein Objekt mit einer Liste von Teilen.</translation>
    </message>
    <message>
        <source>Message {0} is no object with a role and a content.</source>
        <translation>Nachricht {0} ist kein Objekt mit Rolle und Inhalt.</translation>
    </message>
    <message>
        <source>Message {0} is no object with an info.</source>
        <translation>Nachricht {0} ist kein Objekt mit info.</translation>
    </message>
    <message>
        <source>Message {0} is no object.</source>
        <translation>Nachricht {0} ist kein Objekt.</translation>
    </message>
    <message>
        <source>Message {0} is no pair of who speaks and what.</source>
        <translation>Nachricht {0} ist kein Paar aus Sprecher und Worten.</translation>
    </message>
    <message>
        <source>Messages are judged that say &quot;labelled&quot;: true.</source>
        <translation>Beurteilt sind Nachrichten, die &quot;labelled&quot;: true sagen.</translation>
    </message>
    <message>
        <source>Messages joined</source>
        <translation>Nachrichten verbunden</translation>
    </message>
    <message>
        <source>Name a file of spans JSONL.</source>
        <translation>Bitte eine Datei mit Stellen (spans JSONL) nennen.</translation>
    </message>
    <message>
        <source>Name a folder that does not exist yet.</source>
        <translation>Bitte einen Ordner nennen, den es noch nicht gibt.</translation>
    </message>
    <message>
        <source>Name a tokenizer.json, or the folder of a model with one.</source>
        <translation>Bitte eine tokenizer.json nennen, oder den Ordner eines Modells mit einer.</translation>
    </message>
    <message>
        <source>Name a tokenizer.json.</source>
        <translation>Bitte eine tokenizer.json nennen.</translation>
    </message>
    <message>
        <source>Name an empty folder, or one that does not exist yet.</source>
        <translation>Bitte einen leeren Ordner nennen, oder einen, den es noch nicht gibt.</translation>
    </message>
    <message>
        <source>Name it, such as weekly.</source>
        <translation>Bitte benennen, etwa „wöchentlich“.</translation>
    </message>
    <message>
        <source>Neither a person nor an assistant says anything in this conversation.</source>
        <translation>In diesem Gespräch sagt weder eine Person noch ein Assistent etwas.</translation>
    </message>
    <message>
        <source>No bot answers anybody here: what people say among themselves is no conversation with an assistant.</source>
        <translation>Hier antwortet niemandem ein Bot: Was Menschen untereinander sagen, ist kein Gespräch mit einem Assistenten.</translation>
    </message>
    <message>
        <source>No check is called {0}.</source>
        <translation>Keine Prüfung heißt {0}.</translation>
    </message>
    <message>
        <source>No conversation of a known format begins this file.</source>
        <translation>Diese Datei beginnt mit keinem Gespräch in einem bekannten Format.</translation>
    </message>
    <message>
        <source>No format is called {0}.</source>
        <translation>Kein Format heißt {0}.</translation>
    </message>
    <message>
        <source>No message is judged.</source>
        <translation>Keine Nachricht ist beurteilt.</translation>
    </message>
    <message>
        <source>No message of this data is judged.</source>
        <translation>Keine Nachricht dieser Daten ist beurteilt.</translation>
    </message>
    <message>
        <source>No number is called {0}.</source>
        <translation>Keine Zahl heißt {0}.</translation>
    </message>
    <message>
        <source>No other span stands in this message.</source>
        <translation>In dieser Nachricht steht keine andere Stelle.</translation>
    </message>
    <message>
        <source>No source is called {0}.</source>
        <translation>Keine Quelle heißt {0}.</translation>
    </message>
    <message>
        <source>Nobody has confirmed the one piece of feedback behind these rows.</source>
        <translation>Niemand hat das eine Feedback hinter diesen Zeilen bestätigt.</translation>
    </message>
    <message>
        <source>Nobody has confirmed {0} of the {1} pieces of feedback behind these rows.</source>
        <translation>Niemand hat {0} von den {1} Feedbacks hinter diesen Zeilen bestätigt.</translation>
    </message>
    <message>
        <source>Nobody known speaks here: {0}.</source>
        <translation>Hier spricht niemand Bekanntes: {0}.</translation>
    </message>
    <message>
        <source>Nobody says anything in this database.</source>
        <translation>Niemand sagt etwas in dieser Datenbank.</translation>
    </message>
    <message>
        <source>None of the answers holds words.</source>
        <translation>Keine der Antworten enthält Worte.</translation>
    </message>
    <message>
        <source>None of these conversations says when it was.</source>
        <translation>Keines dieser Gespräche sagt, wann es war.</translation>
    </message>
    <message>
        <source>Nothing was left behind. Make room or choose another folder, then export again.</source>
        <translation>Nichts blieb zurück. Bitte Platz schaffen oder einen anderen Ordner wählen, dann noch einmal exportieren.</translation>
    </message>
    <message>
        <source>Of {0} candidates {1} are in rows or left out.</source>
        <translation>Von {0} Kandidaten stehen {1} in Zeilen oder wurden weggelassen.</translation>
    </message>
    <message>
        <source>One call was passed over: {0}.</source>
        <translation>Ein Aufruf wurde übergangen: {0}.</translation>
    </message>
    <message>
        <source>One role speaks twice in a row.</source>
        <translation>Eine Rolle spricht zweimal nacheinander.</translation>
    </message>
    <message>
        <source>One row comes from a conversation that does not say when it was: it is for training.</source>
        <translation>Eine Zeile stammt aus einem Gespräch, das nicht sagt, wann es war: Sie dient dem Training.</translation>
    </message>
    <message>
        <source>One row comes from a conversation that does not say who the person was: its first words decide.</source>
        <translation>Eine Zeile stammt aus einem Gespräch, das nicht sagt, wer die Person war: Seine ersten Wörter entscheiden.</translation>
    </message>
    <message>
        <source>One row held out has nearly the same prompt as a row of an earlier split.</source>
        <translation>Eine zurückgehaltene Zeile hat fast denselben Prompt wie eine Zeile eines früheren Teils.</translation>
    </message>
    <message>
        <source>One row holds messages of one role joined, a blank line between, because {0} reads strict turns.</source>
        <translation>Eine Zeile enthält verbundene Nachrichten einer Rolle, mit einer Leerzeile dazwischen, weil {0} streng abwechselnde Beiträge liest.</translation>
    </message>
    <message>
        <source>One row is little to train on.</source>
        <translation>Eine Zeile ist wenig zum Trainieren.</translation>
    </message>
    <message>
        <source>One row lacks what the assistant said before the person did, because {0} wants the person first.</source>
        <translation>Einer Zeile fehlt, was der Assistent vor der Person sagte, weil {0} die Person zuerst will.</translation>
    </message>
    <message>
        <source>One row says the same as another row.</source>
        <translation>Eine Zeile sagt dasselbe wie eine andere.</translation>
    </message>
    <message>
        <source>One {0} gave {1} of the rows ({2} of {3}).</source>
        <translation>Aus einer Hand ({0}) stammen {1} der Zeilen ({2} von {3}).</translation>
    </message>
    <message>
        <source>Only an answer can be written better.</source>
        <translation>Nur eine Antwort kann besser geschrieben werden.</translation>
    </message>
    <message>
        <source>Only an earlier answer of the same conversation can be judged.</source>
        <translation>Nur eine frühere Antwort desselben Gesprächs kann beurteilt werden.</translation>
    </message>
    <message>
        <source>Only spans of the same message can be merged.</source>
        <translation>Nur Stellen derselben Nachricht können vereint werden.</translation>
    </message>
    <message>
        <source>Open a file that ends in .nfstudio, or restore a backup (Project menu).</source>
        <translation>Bitte eine Datei öffnen, die auf .nfstudio endet, oder eine Sicherung wiederherstellen (Menü Projekt).</translation>
    </message>
    <message>
        <source>Open a file that ends in .nfstudio.</source>
        <translation>Bitte eine Datei öffnen, die auf .nfstudio endet.</translation>
    </message>
    <message>
        <source>Open a thread as Markdown in Zed instead.</source>
        <translation>Bitte stattdessen einen Thread in Zed als Markdown öffnen.</translation>
    </message>
    <message>
        <source>Open it once for writing, or import something.</source>
        <translation>Bitte einmal zum Schreiben öffnen, oder etwas importieren.</translation>
    </message>
    <message>
        <source>Ordering the queue</source>
        <translation>Die Prüfliste wird geordnet</translation>
    </message>
    <message>
        <source>Pair {0} is no list of what was asked and answered.</source>
        <translation>Paar {0} ist keine Liste von Frage und Antwort.</translation>
    </message>
    <message>
        <source>Part of the span beside it.</source>
        <translation>Teil der Stelle daneben.</translation>
    </message>
    <message>
        <source>Preference pairs for a reward model.</source>
        <translation>Präferenzpaare für ein Belohnungsmodell.</translation>
    </message>
    <message>
        <source>Preference pairs: a better and a worse answer to one prompt.</source>
        <translation>Präferenzpaare: eine bessere und eine schlechtere Antwort auf einen Prompt.</translation>
    </message>
    <message>
        <source>Prompt and answer are neither text nor lists of messages.</source>
        <translation>Prompt und Antwort sind weder Text noch Listen von Nachrichten.</translation>
    </message>
    <message>
        <source>Put it back, or open it where it lies now. Until then nothing is written.</source>
        <translation>Legen Sie sie zurück, oder öffnen Sie sie dort, wo sie jetzt liegt. Bis dahin wird nichts geschrieben.</translation>
    </message>
    <message>
        <source>Put the caret between two words.</source>
        <translation>Bitte die Einfügemarke zwischen zwei Wörter setzen.</translation>
    </message>
    <message>
        <source>Read it first.</source>
        <translation>Bitte zuerst lesen.</translation>
    </message>
    <message>
        <source>Read one that was drawn.</source>
        <translation>Bitte eine gezogene lesen.</translation>
    </message>
    <message>
        <source>Reading the rows back</source>
        <translation>Zeilen werden nachgelesen</translation>
    </message>
    <message>
        <source>Reinstall the program.</source>
        <translation>Bitte das Programm neu installieren.</translation>
    </message>
    <message>
        <source>Removing {0}</source>
        <translation>{0} wird entfernt</translation>
    </message>
    <message>
        <source>Request {0} is no object.</source>
        <translation>Anfrage {0} ist kein Objekt.</translation>
    </message>
    <message>
        <source>Response {0} is no object.</source>
        <translation>Antwort {0} ist kein Objekt.</translation>
    </message>
    <message>
        <source>Restore a backup (Project menu), or copy what can be read with sqlite3&apos;s .recover.</source>
        <translation>Bitte eine Sicherung wiederherstellen (Menü Projekt), oder mit .recover von sqlite3 kopieren, was lesbar ist.</translation>
    </message>
    <message>
        <source>Restore a backup (Project menu).</source>
        <translation>Bitte eine Sicherung wiederherstellen (Menü Projekt).</translation>
    </message>
    <message>
        <source>Restore it from there.</source>
        <translation>Bitte dort wiederherstellen.</translation>
    </message>
    <message>
        <source>Review some feedback under one name, then look again under another.</source>
        <translation>Bitte einiges Feedback unter einem Namen durchsehen, dann unter einem anderen noch einmal.</translation>
    </message>
    <message>
        <source>Reviewed conversations with every span, without loss.</source>
        <translation>Durchgesehene Gespräche mit jeder Stelle, ohne Verlust.</translation>
    </message>
    <message>
        <source>Rows held out for testing whose prompt stands, word for word or nearly so, in the train split too.</source>
        <translation>Zurückgehaltene Zeilen, deren Prompt wörtlich oder fast auch unter denen zum Training steht.</translation>
    </message>
    <message>
        <source>Rows longer than the tokens that were chosen as the most; and an estimate of all tokens.</source>
        <translation>Zeilen, die länger sind als die gewählte Höchstzahl an Token; und eine Schätzung aller Token.</translation>
    </message>
    <message>
        <source>Rows of one user or of one prompt template beyond the cap that was chosen.</source>
        <translation>Zeilen einer Person oder einer Prompt-Vorlage über der gewählten Grenze.</translation>
    </message>
    <message>
        <source>Rows that say the same as another row, word for word or nearly so; one of each stays unflagged.</source>
        <translation>Zeilen, die wörtlich oder fast dasselbe sagen wie eine andere; eine von jeder bleibt ungekennzeichnet.</translation>
    </message>
    <message>
        <source>Rows whose feedback a reviewer marked as personal: it holds for this person, not for everyone.</source>
        <translation>Zeilen, deren Feedback als persönlich gekennzeichnet ist: Es gilt für diese Person, nicht für alle.</translation>
    </message>
    <message>
        <source>Save it anew.</source>
        <translation>Bitte neu speichern.</translation>
    </message>
    <message>
        <source>Say which columns hold the words and who speaks (a mapping); there are {0}{1}.</source>
        <translation>Bitte sagen, welche Spalten die Wörter enthalten und wer spricht (eine Zuordnung); es gibt {0}{1}.</translation>
    </message>
    <message>
        <source>Says the answer is wrong or incomplete, and says what is right or wanted.</source>
        <translation>Sagt, die Antwort sei falsch oder unvollständig, und sagt, was richtig oder gewünscht ist.</translation>
    </message>
    <message>
        <source>Says the answer is wrong or unhelpful, without saying what is right.</source>
        <translation>Sagt, die Antwort sei falsch oder unbrauchbar, ohne zu sagen, was richtig ist.</translation>
    </message>
    <message>
        <source>Select words in a message that follows an answer.</source>
        <translation>Bitte Wörter in einer Nachricht auswählen, die auf eine Antwort folgt.</translation>
    </message>
    <message>
        <source>Set one of the two weights to a value in its range and leave the other at 1. Keep the rows in their order and a batch size above 1: the KL term pairs each prompt with the completion of the row before it.</source>
        <translation>Bitte eines der beiden Gewichte auf einen Wert in seinem Bereich setzen und das andere bei 1 lassen. Die Reihenfolge der Zeilen und eine Stapelgröße über 1 beibehalten: Der KL-Term paart jeden Prompt mit der Antwort der Zeile davor.</translation>
    </message>
    <message>
        <source>Set the caret between two words of the span, by mouse or F6 and arrows.</source>
        <translation>Bitte die Einfügemarke zwischen zwei Wörter der Stelle setzen, mit der Maus oder mit F6 und Pfeilen.</translation>
    </message>
    <message>
        <source>Some of its letters are in no encoding that is known: each is shown as �.</source>
        <translation>Einige ihrer Buchstaben stehen in keiner bekannten Kodierung: Jeder wird als � gezeigt.</translation>
    </message>
    <message>
        <source>Something lies at {0} already.</source>
        <translation>Bei {0} liegt schon etwas.</translation>
    </message>
    <message>
        <source>Something that is no conversation stands among the conversations.</source>
        <translation>Zwischen den Gesprächen steht etwas, das keines ist.</translation>
    </message>
    <message>
        <source>Something that is no record stands here: {0}.</source>
        <translation>Hier steht etwas, das kein Datensatz ist: {0}.</translation>
    </message>
    <message>
        <source>Split by conversation or by user.</source>
        <translation>Bitte nach Gespräch oder nach Person aufteilen.</translation>
    </message>
    <message>
        <source>Starting the detector</source>
        <translation>Der Detektor startet</translation>
    </message>
    <message>
        <source>Take --device cpu.</source>
        <translation>Bitte --device cpu nehmen.</translation>
    </message>
    <message>
        <source>Take the GPU bundle, or install the program with pip, which brings both.</source>
        <translation>Bitte das GPU-Paket nehmen, oder das Programm mit pip installieren, das beide mitbringt.</translation>
    </message>
    <message>
        <source>Thanks for, praises or confirms the answer.</source>
        <translation>Dankt für die Antwort, lobt oder bestätigt sie.</translation>
    </message>
    <message>
        <source>The Parquet file is damaged or ends too early ({0}).</source>
        <translation>Die Parquet-Datei ist beschädigt oder endet zu früh ({0}).</translation>
    </message>
    <message>
        <source>The answer is empty.</source>
        <translation>Die Antwort ist leer.</translation>
    </message>
    <message>
        <source>The answer is not an assistant&apos;s.</source>
        <translation>Die Antwort ist nicht von einem Assistenten.</translation>
    </message>
    <message>
        <source>The archive is damaged or ends too early: {0}.</source>
        <translation>Das Archiv ist beschädigt oder endet zu früh: {0}.</translation>
    </message>
    <message>
        <source>The backup cannot be copied to {0}: {1}.</source>
        <translation>Die Sicherung kann nicht nach {0} kopiert werden: {1}.</translation>
    </message>
    <message>
        <source>The backup {0} cannot be written: {1}.</source>
        <translation>Die Sicherung {0} kann nicht geschrieben werden: {1}.</translation>
    </message>
    <message>
        <source>The backup {0} is damaged.</source>
        <translation>Die Sicherung {0} ist beschädigt.</translation>
    </message>
    <message>
        <source>The category or the label is none of the paper&apos;s.</source>
        <translation>Die Kategorie oder das Etikett ist keines des Aufsatzes.</translation>
    </message>
    <message>
        <source>The check {0} cannot {1}.</source>
        <translation>Die Prüfung {0} kann nicht {1}.</translation>
    </message>
    <message>
        <source>The chosen and the rejected answer are the same.</source>
        <translation>Die bevorzugte und die verworfene Antwort sind gleich.</translation>
    </message>
    <message>
        <source>The chosen and the rejected side do not share their history.</source>
        <translation>Die bevorzugte und die verworfene Seite haben keinen gemeinsamen Verlauf.</translation>
    </message>
    <message>
        <source>The chosen answer is the longer one in {0} of {1} pairs.</source>
        <translation>In {0} von {1} Paaren ist die bevorzugte Antwort die längere.</translation>
    </message>
    <message>
        <source>The chosen or the rejected answer is no message.</source>
        <translation>Die bevorzugte oder die verworfene Antwort ist keine Nachricht.</translation>
    </message>
    <message>
        <source>The chosen or the rejected answer is no turn of the assistant.</source>
        <translation>Die bevorzugte oder die verworfene Antwort ist kein Beitrag des Assistenten.</translation>
    </message>
    <message>
        <source>The column of messages holds neither a list nor a transcript.</source>
        <translation>Die Spalte der Nachrichten enthält weder eine Liste noch ein Gesprächsprotokoll.</translation>
    </message>
    <message>
        <source>The column request holds no list of messages.</source>
        <translation>Die Spalte request enthält keine Liste von Nachrichten.</translation>
    </message>
    <message>
        <source>The completions are no list of texts.</source>
        <translation>Die completions sind keine Liste von Texten.</translation>
    </message>
    <message>
        <source>The completions are not two ranked answers.</source>
        <translation>Die completions sind keine zwei gereihten Antworten.</translation>
    </message>
    <message>
        <source>The control goes there; name another folder.</source>
        <translation>Dorthin kommt die Kontrolle; bitte einen anderen Ordner nennen.</translation>
    </message>
    <message>
        <source>The conversations are no list of turns.</source>
        <translation>Die conversations sind keine Liste von Beiträgen.</translation>
    </message>
    <message>
        <source>The detector llm needs a model of your own; none is shipped.</source>
        <translation>Der Detektor llm braucht ein eigenes Modell; mitgeliefert wird keines.</translation>
    </message>
    <message>
        <source>The disk is full{free}.</source>
        <translation>Der Datenträger ist voll{free}.</translation>
    </message>
    <message>
        <source>The feedback does not stand after its target.</source>
        <translation>Das Feedback steht nicht hinter seinem Ziel.</translation>
    </message>
    <message>
        <source>The feedback_turn is no number.</source>
        <translation>feedback_turn ist keine Zahl.</translation>
    </message>
    <message>
        <source>The file ends early, before its first record is whole: nothing was read.</source>
        <translation>Die Datei endet vorzeitig, noch bevor ihr erster Eintrag vollständig ist: Nichts wurde gelesen.</translation>
    </message>
    <message>
        <source>The file ends early; it was read to its last whole conversation.</source>
        <translation>Die Datei endet zu früh; gelesen wurde sie bis zum letzten ganzen Gespräch.</translation>
    </message>
    <message>
        <source>The file ends early; it was read to its last whole record, number {0}.</source>
        <translation>Die Datei endet zu früh; gelesen wurde sie bis zum letzten ganzen Datensatz, Nummer {0}.</translation>
    </message>
    <message>
        <source>The file ends inside this entry; everything before it was read.</source>
        <translation>Die Datei endet in diesem Eintrag; alles davor wurde gelesen.</translation>
    </message>
    <message>
        <source>The file ends inside this record; everything before it was read.</source>
        <translation>Die Datei endet in diesem Datensatz; alles davor wurde gelesen.</translation>
    </message>
    <message>
        <source>The file ends inside this row; everything before it was read.</source>
        <translation>Die Datei endet in dieser Zeile; alles davor wurde gelesen.</translation>
    </message>
    <message>
        <source>The file is missing.</source>
        <translation>Die Datei fehlt.</translation>
    </message>
    <message>
        <source>The folder {0} is not empty.</source>
        <translation>Der Ordner {0} ist nicht leer.</translation>
    </message>
    <message>
        <source>The follow_up is not one message of the user.</source>
        <translation>follow_up ist nicht eine Nachricht der Person.</translation>
    </message>
    <message>
        <source>The input holds no list of messages.</source>
        <translation>Der input enthält keine Liste von Nachrichten.</translation>
    </message>
    <message>
        <source>The kto_tag is no JSON boolean.</source>
        <translation>kto_tag ist kein Wahrheitswert in JSON.</translation>
    </message>
    <message>
        <source>The label is no JSON boolean.</source>
        <translation>Das Etikett ist kein Wahrheitswert in JSON.</translation>
    </message>
    <message>
        <source>The label is no grade from 1 to 4.</source>
        <translation>Das Etikett ist keine Note von 1 bis 4.</translation>
    </message>
    <message>
        <source>The labels are no list of JSON booleans.</source>
        <translation>Die Etiketten sind keine Liste von Wahrheitswerten in JSON.</translation>
    </message>
    <message>
        <source>The line is no JSON object.</source>
        <translation>Die Zeile ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>The line is no JSON that everybody reads ({0}).</source>
        <translation>Die Zeile ist kein JSON, das jeder liest ({0}).</translation>
    </message>
    <message>
        <source>The log says more (Help → Open log folder). If it happens again, choose another device or detector.</source>
        <translation>Das Protokoll sagt mehr (Hilfe → Protokollordner öffnen). Geschieht es wieder, wählen Sie ein anderes Gerät oder einen anderen Detektor.</translation>
    </message>
    <message>
        <source>The manifest cannot be read ({0}: {1}).</source>
        <translation>Das Manifest kann nicht gelesen werden ({0}: {1}).</translation>
    </message>
    <message>
        <source>The manifest does not name this file.</source>
        <translation>Das Manifest nennt diese Datei nicht.</translation>
    </message>
    <message>
        <source>The manifest says {0} {1}, the file {2}.</source>
        <translation>Das Manifest sagt {0} {1}, die Datei {2}.</translation>
    </message>
    <message>
        <source>The mapping names neither messages, nor text and role, nor prompt and response.</source>
        <translation>Die Zuordnung nennt weder Nachrichten, noch Text und Rolle, noch Prompt und Antwort.</translation>
    </message>
    <message>
        <source>The mapping says {0} twice.</source>
        <translation>Die Zuordnung sagt {0} zweimal.</translation>
    </message>
    <message>
        <source>The mapping says {0}, which maps nothing.</source>
        <translation>Die Zuordnung sagt {0}, was nichts zuordnet.</translation>
    </message>
    <message>
        <source>The message has {0} characters, but a span ends at {1}.</source>
        <translation>Die Nachricht hat {0} Zeichen, eine Stelle aber endet bei {1}.</translation>
    </message>
    <message>
        <source>The message has {0} characters, but the span ends at {1}.</source>
        <translation>Die Nachricht hat {0} Zeichen, die Stelle aber endet bei {1}.</translation>
    </message>
    <message>
        <source>The message {0} is no object.</source>
        <translation>Die Nachricht {0} ist kein Objekt.</translation>
    </message>
    <message>
        <source>The meta does not name both sides.</source>
        <translation>Die meta nennen nicht beide Seiten.</translation>
    </message>
    <message>
        <source>The meta has other names than in the rows before.</source>
        <translation>Die meta haben andere Namen als in den Zeilen davor.</translation>
    </message>
    <message>
        <source>The model in {0} cannot be loaded: {1}.</source>
        <translation>Das Modell in {0} kann nicht geladen werden: {1}.</translation>
    </message>
    <message>
        <source>The model in {0} has no chat template: it was not taught to follow instructions.</source>
        <translation>Das Modell in {0} hat keine Chat-Vorlage: Es hat nicht gelernt, Anweisungen zu folgen.</translation>
    </message>
    <message>
        <source>The model in {0} has no label called {1}.</source>
        <translation>Das Modell in {0} hat kein Etikett namens {1}.</translation>
    </message>
    <message>
        <source>The model&apos;s chat template cannot be used: {0}.</source>
        <translation>Die Chat-Vorlage des Modells kann nicht verwendet werden: {0}.</translation>
    </message>
    <message>
        <source>The newest chats lie in {0} and are not read: stop {1}, or use its export.</source>
        <translation>Die neuesten Chats liegen in {0} und werden nicht gelesen: Beenden Sie {1}, oder nehmen Sie den Export.</translation>
    </message>
    <message>
        <source>The node {0} is no object.</source>
        <translation>Der Knoten {0} ist kein Objekt.</translation>
    </message>
    <message>
        <source>The oldest conversations are for training, the newest are held out; what is asked again later may meet across splits.</source>
        <translation>Die ältesten Gespräche dienen dem Training, die neuesten der Prüfung; was später wieder gefragt wird, kann in beiden stehen.</translation>
    </message>
    <message>
        <source>The option --format table reads every file as one.</source>
        <translation>Die Option --format table liest jede Datei als Tabelle.</translation>
    </message>
    <message>
        <source>The packed data is damaged or ends too early.</source>
        <translation>Die gepackten Daten sind beschädigt oder enden zu früh.</translation>
    </message>
    <message>
        <source>The packed thread is damaged.</source>
        <translation>Der gepackte Thread ist beschädigt.</translation>
    </message>
    <message>
        <source>The process that detects ended before it was done: {0}.</source>
        <translation>Der Prozess, der erkennt, endete, bevor er fertig war: {0}.</translation>
    </message>
    <message>
        <source>The project file was moved or removed: {0}.</source>
        <translation>Die Projektdatei wurde verschoben oder entfernt: {0}.</translation>
    </message>
    <message>
        <source>The project {0} cannot be made: {1}.</source>
        <translation>Das Projekt {0} kann nicht angelegt werden: {1}.</translation>
    </message>
    <message>
        <source>The project {0} cannot be replaced: {1}.</source>
        <translation>Das Projekt {0} kann nicht ersetzt werden: {1}.</translation>
    </message>
    <message>
        <source>The prompt does not end with a message of the user or of a tool.</source>
        <translation>Der Prompt endet nicht mit einer Nachricht der Person oder eines Werkzeugs.</translation>
    </message>
    <message>
        <source>The quote is not as long as its span.</source>
        <translation>Das Zitat ist nicht so lang wie seine Stelle.</translation>
    </message>
    <message>
        <source>The ranks are not 0 and 1.</source>
        <translation>Die Ränge sind nicht 0 und 1.</translation>
    </message>
    <message>
        <source>The recipe gives {0} the value {1}.</source>
        <translation>Das Rezept gibt {0} den Wert {1}.</translation>
    </message>
    <message>
        <source>The recipe names {0}, which this version does not know.</source>
        <translation>Das Rezept nennt {0}, das diese Fassung nicht kennt.</translation>
    </message>
    <message>
        <source>The recipe {0} cannot be read: {1}.</source>
        <translation>Das Rezept {0} kann nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>The request holds no messages.</source>
        <translation>Die Anfrage enthält keine Nachrichten.</translation>
    </message>
    <message>
        <source>The row cannot be read: {0}.</source>
        <translation>Die Zeile kann nicht gelesen werden: {0}.</translation>
    </message>
    <message>
        <source>The rows were read back by one process, since a second one could not be started: {0}.</source>
        <translation>Die Zeilen las ein einziger Prozess nach, weil ein zweiter nicht gestartet werden konnte: {0}.</translation>
    </message>
    <message>
        <source>The rows were read back by one process, since the second one ended early.</source>
        <translation>Die Zeilen las ein einziger Prozess nach, weil der zweite vorzeitig endete.</translation>
    </message>
    <message>
        <source>The rule pack {0} cannot be read: {1}.</source>
        <translation>Das Regelpaket {0} kann nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>The same row stands in the dataset before.</source>
        <translation>Dieselbe Zeile steht schon im Datensatz.</translation>
    </message>
    <message>
        <source>The system does so when memory is short: close other programs.</source>
        <translation>Das System tut das, wenn der Speicher knapp ist: Schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>The table has no rows.</source>
        <translation>Die Tabelle hat keine Zeilen.</translation>
    </message>
    <message>
        <source>The table of arXiv 2407.10944: conversation, judged exchange, category, label.</source>
        <translation>Die Tabelle von arXiv 2407.10944: Gespräch, beurteilter Austausch, Kategorie, Etikett.</translation>
    </message>
    <message>
        <source>The tar file cannot be opened: {0}.</source>
        <translation>Die tar-Datei kann nicht geöffnet werden: {0}.</translation>
    </message>
    <message>
        <source>The target does not stand right after the prompt.</source>
        <translation>Das Ziel steht nicht gleich hinter dem Prompt.</translation>
    </message>
    <message>
        <source>The thread holds no list of messages.</source>
        <translation>Der Thread enthält keine Liste von Nachrichten.</translation>
    </message>
    <message>
        <source>The thread holds nothing.</source>
        <translation>Der Thread enthält nichts.</translation>
    </message>
    <message>
        <source>The transcript does not begin with a speaker.</source>
        <translation>Das Gesprächsprotokoll beginnt nicht damit, wer spricht.</translation>
    </message>
    <message>
        <source>The turns do not alternate as LLaMA-Factory wants them.</source>
        <translation>Die Beiträge wechseln nicht so ab, wie LLaMA-Factory sie will.</translation>
    </message>
    <message>
        <source>The weights in {0} lack {1}: this model was not trained.</source>
        <translation>Den Gewichten in {0} fehlt {1}: Dieses Modell wurde nicht trainiert.</translation>
    </message>
    <message>
        <source>The word that stands before every prompt could not be told from the prompts: it was left there.</source>
        <translation>Das Wort vor jedem Prompt war von den Prompts nicht zu unterscheiden: Es blieb stehen.</translation>
    </message>
    <message>
        <source>The zip file cannot be opened: {0}.</source>
        <translation>Die zip-Datei kann nicht geöffnet werden: {0}.</translation>
    </message>
    <message>
        <source>The {0} is empty.</source>
        <translation>Leer ist: {0}.</translation>
    </message>
    <message>
        <source>The {0} is no list of messages.</source>
        <translation>Keine Liste von Nachrichten ist: {0}.</translation>
    </message>
    <message>
        <source>The {0} is no text.</source>
        <translation>Kein Text ist: {0}.</translation>
    </message>
    <message>
        <source>The {0} is not one message of the assistant.</source>
        <translation>Nicht eine Nachricht des Assistenten ist: {0}.</translation>
    </message>
    <message>
        <source>There are no chats in this database.</source>
        <translation>In dieser Datenbank sind keine Chats.</translation>
    </message>
    <message>
        <source>There are no lists called internal and visible.</source>
        <translation>Es gibt keine Listen namens internal und visible.</translation>
    </message>
    <message>
        <source>There are no messages in this export.</source>
        <translation>In diesem Export sind keine Nachrichten.</translation>
    </message>
    <message>
        <source>There are no topics in this backup.</source>
        <translation>In dieser Sicherung sind keine Themen.</translation>
    </message>
    <message>
        <source>There are no utterances and no question with its answer.</source>
        <translation>Es gibt keine Äußerungen und keine Frage mit ihrer Antwort.</translation>
    </message>
    <message>
        <source>There are no words on one side of the cut.</source>
        <translation>Auf einer Seite des Schnitts stehen keine Wörter.</translation>
    </message>
    <message>
        <source>There are not as many labels as completions.</source>
        <translation>Es gibt nicht so viele Etiketten wie completions.</translation>
    </message>
    <message>
        <source>There are too many tables with different columns: import this one by itself.</source>
        <translation>Es gibt zu viele Tabellen mit verschiedenen Spalten: bitte diese für sich importieren.</translation>
    </message>
    <message>
        <source>a rephrase that nobody has confirmed</source>
        <translation>eine Umformulierung, die niemand bestätigt hat</translation>
    </message>
    <message>
        <source>{0} rows are left out because the assistant speaks first, which {1} does not read: its first words can be left out instead.</source>
        <translation>{0} Zeilen fehlen, weil der Assistent zuerst spricht, was {1} nicht liest: Stattdessen lassen sich seine ersten Worte weglassen.</translation>
    </message>
    <message>
        <source>{0} rows contradict themselves, one another or a thumb.</source>
        <translation>{0} Zeilen widersprechen sich selbst, einander oder einem Daumen.</translation>
    </message>
    <message>
        <source>{0} rows hold messages of one role joined, a blank line between, because {1} reads strict turns.</source>
        <translation>{0} Zeilen enthalten verbundene Nachrichten einer Rolle, mit einer Leerzeile dazwischen, weil {1} streng abwechselnde Beiträge liest.</translation>
    </message>
    <message>
        <source>{0} rows lack what the assistant said before the person did, because {1} wants the person first.</source>
        <translation>{0} Zeilen fehlt, was der Assistent vor der Person sagte, weil {1} die Person zuerst will.</translation>
    </message>
    <message>
        <source>One row is left out because the assistant speaks first, which {0} does not read: its first words can be left out instead.</source>
        <translation>Eine Zeile fehlt, weil der Assistent zuerst spricht, was {0} nicht liest: Stattdessen lassen sich seine ersten Worte weglassen.</translation>
    </message>
    <message>
        <source>One row contradicts itself, another one or a thumb.</source>
        <translation>Eine Zeile widerspricht sich selbst, einer anderen oder einem Daumen.</translation>
    </message>
    <message>
        <source>Rows that lack something (calls of tools, files, pictures), answers that are errors, thoughts in answers, marks of who speaks left in the words.</source>
        <translation>Zeilen, denen etwas fehlt (Werkzeugaufrufe, Dateien, Bilder), Antworten, die Fehler sind, Gedanken in Antworten, in den Worten stehen gebliebene Sprecherzeichen.</translation>
    </message>
    <message>
        <source>The same answer to the same prompt is wanted in one row and unwanted in another; a pair of equal answers; or a thumb that came with the logs says otherwise than the words.</source>
        <translation>Dieselbe Antwort auf denselben Prompt ist in einer Zeile erwünscht und in einer anderen unerwünscht; ein Paar gleicher Antworten; oder ein mitgebrachter Daumen sagt anderes als die Worte.</translation>
    </message>
    <message>
        <source>There is a column {0}, which the services refuse.</source>
        <translation>Es gibt eine Spalte {0}, die die Dienste ablehnen.</translation>
    </message>
    <message>
        <source>There is no CUDA device.</source>
        <translation>Es gibt kein CUDA-Gerät.</translation>
    </message>
    <message>
        <source>There is no column {0} for {1}.</source>
        <translation>Es gibt keine Spalte {0} für {1}.</translation>
    </message>
    <message>
        <source>There is no conv with a list of messages.</source>
        <translation>Es gibt kein conv mit einer Liste von Nachrichten.</translation>
    </message>
    <message>
        <source>There is no conversation with a list of responses.</source>
        <translation>Es gibt kein Gespräch mit einer Liste von Antworten.</translation>
    </message>
    <message>
        <source>There is no detector called {0}.</source>
        <translation>Es gibt keinen Detektor namens {0}.</translation>
    </message>
    <message>
        <source>There is no folder {0}.</source>
        <translation>Es gibt keinen Ordner {0}.</translation>
    </message>
    <message>
        <source>There is no list called ChatgptSharing.</source>
        <translation>Es gibt keine Liste namens ChatgptSharing.</translation>
    </message>
    <message>
        <source>There is no list called chat_messages.</source>
        <translation>Es gibt keine Liste namens chat_messages.</translation>
    </message>
    <message>
        <source>There is no list called conversations.</source>
        <translation>Es gibt keine Liste namens conversations.</translation>
    </message>
    <message>
        <source>There is no list called history.</source>
        <translation>Es gibt keine Liste namens history.</translation>
    </message>
    <message>
        <source>There is no list called messages.</source>
        <translation>Es gibt keine Liste namens messages.</translation>
    </message>
    <message>
        <source>There is no list called {0}.</source>
        <translation>Es gibt keine Liste namens {0}.</translation>
    </message>
    <message>
        <source>There is no list of chunks.</source>
        <translation>Es gibt keine Liste von Stücken.</translation>
    </message>
    <message>
        <source>There is no list of requests.</source>
        <translation>Es gibt keine Liste von Anfragen.</translation>
    </message>
    <message>
        <source>There is no list of turns.</source>
        <translation>Es gibt keine Liste von Gesprächsbeiträgen.</translation>
    </message>
    <message>
        <source>There is no mapping of messages.</source>
        <translation>Es gibt keine Zuordnung der Nachrichten.</translation>
    </message>
    <message>
        <source>There is no message that somebody but {0} has reviewed to its end.</source>
        <translation>Es gibt keine Nachricht, die jemand anders als {0} zu Ende durchgesehen hat.</translation>
    </message>
    <message>
        <source>There is no meta with all its names.</source>
        <translation>Es gibt keine meta mit allen ihren Namen.</translation>
    </message>
    <message>
        <source>There is no project at {0}.</source>
        <translation>Bei {0} liegt kein Projekt.</translation>
    </message>
    <message>
        <source>There is no room for what belongs to it: {0}.</source>
        <translation>Für das Zugehörige ist kein Platz: {0}.</translation>
    </message>
    <message>
        <source>There is no row to export.</source>
        <translation>Es gibt keine Zeile zu exportieren.</translation>
    </message>
    <message>
        <source>There is no rule pack in {0}.</source>
        <translation>In {0} liegt kein Regelpaket.</translation>
    </message>
    <message>
        <source>There is no second look {0}.</source>
        <translation>Es gibt keine zweite Durchsicht {0}.</translation>
    </message>
    <message>
        <source>There is no session with a list of messages.</source>
        <translation>Es gibt keine Sitzung mit einer Liste von Nachrichten.</translation>
    </message>
    <message>
        <source>There is no state that holds messages.</source>
        <translation>Es gibt keinen Zustand, der Nachrichten enthält.</translation>
    </message>
    <message>
        <source>There is no table to map.</source>
        <translation>Es gibt keine Tabelle zuzuordnen.</translation>
    </message>
    <message>
        <source>There is no tokenizer in {0}.</source>
        <translation>In {0} liegt kein Tokenizer.</translation>
    </message>
    <message>
        <source>There is no topic with a list of messages.</source>
        <translation>Da ist kein Thema mit einer Liste von Nachrichten.</translation>
    </message>
    <message>
        <source>There is no transcript called chosen.</source>
        <translation>Es gibt kein Gesprächsprotokoll namens chosen.</translation>
    </message>
    <message>
        <source>There is no {0}.</source>
        <translation>Es fehlt: {0}.</translation>
    </message>
    <message>
        <source>There is nothing at {0}.</source>
        <translation>Bei {0} liegt nichts.</translation>
    </message>
    <message>
        <source>There is nothing in this file.</source>
        <translation>In dieser Datei ist nichts.</translation>
    </message>
    <message>
        <source>There is nothing to split here.</source>
        <translation>Hier gibt es nichts zu teilen.</translation>
    </message>
    <message>
        <source>There is something at {0} already.</source>
        <translation>Bei {0} liegt schon etwas.</translation>
    </message>
    <message>
        <source>This change does not fit what the log holds so far.</source>
        <translation>Diese Änderung passt nicht zu dem, was das Protokoll bis hier enthält.</translation>
    </message>
    <message>
        <source>This change does not say where.</source>
        <translation>Diese Änderung sagt nicht, wo.</translation>
    </message>
    <message>
        <source>This conversation is not valid JSON.</source>
        <translation>Dieses Gespräch ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>This entry has no time{0}.</source>
        <translation>Dieser Eintrag hat keine Zeit{0}.</translation>
    </message>
    <message>
        <source>This entry holds neither a prompt nor an answer.</source>
        <translation>Dieser Eintrag enthält weder Prompt noch Antwort.</translation>
    </message>
    <message>
        <source>This event holds no message.</source>
        <translation>Dieses Ereignis enthält keine Nachricht.</translation>
    </message>
    <message>
        <source>This export cannot be made: {0}.</source>
        <translation>Dieser Export ist nicht möglich: {0}.</translation>
    </message>
    <message>
        <source>This feedback holds no copy of its conversation.</source>
        <translation>Dieses Feedback enthält keine Kopie seines Gesprächs.</translation>
    </message>
    <message>
        <source>This feedback is not there any more.</source>
        <translation>Dieses Feedback ist nicht mehr da.</translation>
    </message>
    <message>
        <source>This is neither a list of utterances nor an object that holds one.</source>
        <translation>Das ist weder eine Liste von Äußerungen noch ein Objekt mit einer.</translation>
    </message>
    <message>
        <source>This is neither a request nor an answer of a batch.</source>
        <translation>Das ist weder Anfrage noch Antwort eines Stapels.</translation>
    </message>
    <message>
        <source>This is neither a trace nor an observation.</source>
        <translation>Das ist weder eine Spur noch eine Beobachtung.</translation>
    </message>
    <message>
        <source>This is neither a tree nor a message with an id.</source>
        <translation>Das ist weder ein Baum noch eine Nachricht mit Kennung.</translation>
    </message>
    <message>
        <source>This is no change.</source>
        <translation>Dies ist keine Änderung.</translation>
    </message>
    <message>
        <source>This is no chat.</source>
        <translation>Das ist kein Chat.</translation>
    </message>
    <message>
        <source>This is no entry of Gemini&apos;s activity.</source>
        <translation>Das ist kein Eintrag der Gemini-Aktivität.</translation>
    </message>
    <message>
        <source>This is no event of a session.</source>
        <translation>Das ist kein Ereignis einer Sitzung.</translation>
    </message>
    <message>
        <source>This is no line of a rollout.</source>
        <translation>Das ist keine Zeile einer Aufzeichnung.</translation>
    </message>
    <message>
        <source>This is no list of messages.</source>
        <translation>Dies ist keine Liste von Nachrichten.</translation>
    </message>
    <message>
        <source>This is no message of a conversation.</source>
        <translation>Das ist keine Nachricht eines Gesprächs.</translation>
    </message>
    <message>
        <source>This is no message of a session.</source>
        <translation>Dies ist keine Nachricht einer Sitzung.</translation>
    </message>
    <message>
        <source>This is no object with a list called conversation.</source>
        <translation>Das ist kein Objekt mit einer Liste namens conversation.</translation>
    </message>
    <message>
        <source>This is no object with a list called messages.</source>
        <translation>Das ist kein Objekt mit einer Liste namens messages.</translation>
    </message>
    <message>
        <source>This is no object with the fields of the others.</source>
        <translation>Das ist kein Objekt mit den Feldern der anderen.</translation>
    </message>
    <message>
        <source>This is no object.</source>
        <translation>Das ist kein Objekt.</translation>
    </message>
    <message>
        <source>This is no record of a call.</source>
        <translation>Das ist keine Aufzeichnung eines Aufrufs.</translation>
    </message>
    <message>
        <source>This is no run.</source>
        <translation>Das ist kein Lauf.</translation>
    </message>
    <message>
        <source>This is no span.</source>
        <translation>Das ist kein Span.</translation>
    </message>
    <message>
        <source>This is no table that can be read: {0}.</source>
        <translation>Das ist keine lesbare Tabelle: {0}.</translation>
    </message>
    <message>
        <source>This is not valid JSON{0}.</source>
        <translation>Das ist kein gültiges JSON{0}.</translation>
    </message>
    <message>
        <source>This is the answer as it stands.</source>
        <translation>Das ist die Antwort, wie sie steht.</translation>
    </message>
    <message>
        <source>This line holds no payload.</source>
        <translation>Diese Zeile enthält keine Nutzdaten.</translation>
    </message>
    <message>
        <source>This line is no message: it holds no words called mes.</source>
        <translation>Diese Zeile ist keine Nachricht: Sie enthält keine Wörter namens mes.</translation>
    </message>
    <message>
        <source>This message is not in the sample.</source>
        <translation>Diese Nachricht ist nicht in der Stichprobe.</translation>
    </message>
    <message>
        <source>This message is settled already.</source>
        <translation>Diese Nachricht ist schon geklärt.</translation>
    </message>
    <message>
        <source>This message was not read a second time.</source>
        <translation>Diese Nachricht wurde kein zweites Mal gelesen.</translation>
    </message>
    <message>
        <source>This project has no recipe called {0}.</source>
        <translation>Dieses Projekt hat kein Rezept namens {0}.</translation>
    </message>
    <message>
        <source>This project is open for reading only.</source>
        <translation>Dieses Projekt ist nur zum Lesen offen.</translation>
    </message>
    <message>
        <source>This project is open in another window.</source>
        <translation>Dieses Projekt ist in einem anderen Fenster offen.</translation>
    </message>
    <message>
        <source>This row holds no chat.</source>
        <translation>Diese Zeile enthält keinen Chat.</translation>
    </message>
    <message>
        <source>This transcript does not show who speaks.</source>
        <translation>Dieses Gesprächsprotokoll zeigt nicht, wer spricht.</translation>
    </message>
    <message>
        <source>Too many conversations are of the same time, or of none.</source>
        <translation>Zu viele Gespräche sind aus derselben Zeit, oder ohne Zeit.</translation>
    </message>
    <message>
        <source>Two spans of one message can be merged.</source>
        <translation>Zwei Stellen einer Nachricht können vereint werden.</translation>
    </message>
    <message>
        <source>Type one or two words.</source>
        <translation>Ein oder zwei Wörter eingeben.</translation>
    </message>
    <message>
        <source>Undo the settling first.</source>
        <translation>Bitte zuerst das Klären zurücknehmen.</translation>
    </message>
    <message>
        <source>Unpack it first.</source>
        <translation>Bitte zuerst entpacken.</translation>
    </message>
    <message>
        <source>Unpack the archive first.</source>
        <translation>Bitte zuerst das Archiv entpacken.</translation>
    </message>
    <message>
        <source>Unpaired preferences: an answer, and whether it was wanted.</source>
        <translation>Ungepaarte Präferenzen: eine Antwort, und ob sie erwünscht war.</translation>
    </message>
    <message>
        <source>Update the program, then open it again.</source>
        <translation>Bitte das Programm aktualisieren, dann noch einmal öffnen.</translation>
    </message>
    <message>
        <source>Use Cursor&apos;s own export of a chat instead.</source>
        <translation>Bitte stattdessen Cursors eigenen Export eines Chats nehmen.</translation>
    </message>
    <message>
        <source>Use `goose session export --format json` instead.</source>
        <translation>Bitte stattdessen `goose session export --format json` nehmen.</translation>
    </message>
    <message>
        <source>Use `llm logs --json` instead.</source>
        <translation>Nehmen Sie stattdessen `llm logs --json`.</translation>
    </message>
    <message>
        <source>Use the export of Open WebUI instead.</source>
        <translation>Bitte stattdessen den Export von Open WebUI nehmen.</translation>
    </message>
    <message>
        <source>Wait for it or close it, then try again.</source>
        <translation>Bitte abwarten oder schließen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Wanted answers: {0}, unwanted: {1}.</source>
        <translation>Erwünschte Antworten: {0}, unerwünschte: {1}.</translation>
    </message>
    <message>
        <source>Wanted answers: {0}, unwanted: {1}. Train with the weights of the card.</source>
        <translation>Erwünschte Antworten: {0}, unerwünschte: {1}. Bitte mit den Gewichten der Karte trainieren.</translation>
    </message>
    <message>
        <source>What it had found is kept; detect again and it goes on from there.</source>
        <translation>Was er gefunden hatte, ist behalten; erkennen Sie erneut, und es geht von dort weiter.</translation>
    </message>
    <message>
        <source>What people asked, without the answers.</source>
        <translation>Was Menschen gefragt haben, ohne die Antworten.</translation>
    </message>
    <message>
        <source>What stood before, the answer, and what the person said to it.</source>
        <translation>Was davor stand, die Antwort, und was die Person dazu sagte.</translation>
    </message>
    <message>
        <source>Whether one label, or one category of feedback, outweighs the others.</source>
        <translation>Ob ein Etikett oder eine Kategorie von Feedback die anderen überwiegt.</translation>
    </message>
    <message>
        <source>Whether wanted answers differ from unwanted ones by their length alone.</source>
        <translation>Ob erwünschte und unerwünschte Antworten sich allein durch ihre Länge unterscheiden.</translation>
    </message>
    <message>
        <source>Write a number from {0} to {1}.</source>
        <translation>Bitte eine Zahl von {0} bis {1} schreiben.</translation>
    </message>
    <message>
        <source>Write another name than your own.</source>
        <translation>Bitte einen anderen Namen als den eigenen schreiben.</translation>
    </message>
    <message>
        <source>Write check=action, such as personal-data=redact,duplicates=drop.</source>
        <translation>Bitte Prüfung=Folge schreiben, etwa personal-data=redact,duplicates=drop.</translation>
    </message>
    <message>
        <source>Writing rows</source>
        <translation>Zeilen werden geschrieben</translation>
    </message>
    <message>
        <source>Your preferences cannot be written to {0}: {1}.</source>
        <translation>Ihre Einstellungen können nicht nach {0} geschrieben werden: {1}.</translation>
    </message>
    <message>
        <source>a wish of one person</source>
        <translation>Wunsch einer Person</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>add {0}</source>
        <translation>{0} hinzufügen</translation>
    </message>
    <message>
        <source>after chat {0}</source>
        <translation>nach Chat {0}</translation>
    </message>
    <message>
        <source>after conversation {0}</source>
        <translation>nach Gespräch {0}</translation>
    </message>
    <message>
        <source>after line {0}</source>
        <translation>nach Zeile {0}</translation>
    </message>
    <message>
        <source>after record {0}</source>
        <translation>nach Datensatz {0}</translation>
    </message>
    <message>
        <source>after row {0}</source>
        <translation>nach Zeile {0}</translation>
    </message>
    <message>
        <source>all records</source>
        <translation>alle Datensätze</translation>
    </message>
    <message>
        <source>below the minimum score</source>
        <translation>unter dem kleinsten Wert</translation>
    </message>
    <message>
        <source>below the threshold</source>
        <translation>unter der Schwelle</translation>
    </message>
    <message>
        <source>both answers are the same</source>
        <translation>beide Antworten sind gleich</translation>
    </message>
    <message>
        <source>broken JSON</source>
        <translation>kaputtes JSON</translation>
    </message>
    <message>
        <source>category not chosen</source>
        <translation>Kategorie nicht gewählt</translation>
    </message>
    <message>
        <source>change target</source>
        <translation>Ziel ändern</translation>
    </message>
    <message>
        <source>change to {0}</source>
        <translation>Ändern zu {0}</translation>
    </message>
    <message>
        <source>chat {0}</source>
        <translation>Chat {0}</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>Widerspruch</translation>
    </message>
    <message>
        <source>conversation {0}</source>
        <translation>Gespräch {0}</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>empty answer</source>
        <translation>leere Antwort</translation>
    </message>
    <message>
        <source>equal to another row</source>
        <translation>gleich einer anderen Zeile</translation>
    </message>
    <message>
        <source>everyone</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>flag {0}</source>
        <translation>{0} kennzeichnen</translation>
    </message>
    <message>
        <source>header</source>
        <translation>Kopfzeile</translation>
    </message>
    <message>
        <source>holds for {0}</source>
        <translation>gilt für {0}</translation>
    </message>
    <message>
        <source>labels that came with the import</source>
        <translation>mit dem Import gekommene Urteile</translation>
    </message>
    <message>
        <source>line {0}</source>
        <translation>Zeile {0}</translation>
    </message>
    <message>
        <source>longer</source>
        <translation>länger</translation>
    </message>
    <message>
        <source>merge spans</source>
        <translation>Stellen vereinen</translation>
    </message>
    <message>
        <source>move edge</source>
        <translation>Rand verschieben</translation>
    </message>
    <message>
        <source>move span</source>
        <translation>Stelle verschieben</translation>
    </message>
    <message>
        <source>no other answer to pair with</source>
        <translation>keine andere Antwort als Gegenstück</translation>
    </message>
    <message>
        <source>no prompt</source>
        <translation>kein Prompt</translation>
    </message>
    <message>
        <source>no span asks a model</source>
        <translation>kein Span fragt ein Modell</translation>
    </message>
    <message>
        <source>no target</source>
        <translation>kein Ziel</translation>
    </message>
    <message>
        <source>no words were logged</source>
        <translation>es wurden keine Worte protokolliert</translation>
    </message>
    <message>
        <source>not positive</source>
        <translation>nicht positiv</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>personal</source>
        <translation>nur diese Person</translation>
    </message>
    <message>
        <source>programs make such for themselves (titles, summaries, embeddings)</source>
        <translation>solche machen Programme für sich selbst (Titel, Zusammenfassungen, Einbettungen)</translation>
    </message>
    <message>
        <source>record {0}</source>
        <translation>Datensatz {0}</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>row {0}</source>
        <translation>Zeile {0}</translation>
    </message>
    <message>
        <source>second reading</source>
        <translation>zweite Durchsicht</translation>
    </message>
    <message>
        <source>session {0}</source>
        <translation>Sitzung {0}</translation>
    </message>
    <message>
        <source>settle a message</source>
        <translation>Nachricht klären</translation>
    </message>
    <message>
        <source>shorter</source>
        <translation>kürzer</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>split span</source>
        <translation>Stelle teilen</translation>
    </message>
    <message>
        <source>status not chosen</source>
        <translation>Status nicht gewählt</translation>
    </message>
    <message>
        <source>take flag {0} away</source>
        <translation>Kennzeichen {0} wegnehmen</translation>
    </message>
    <message>
        <source>take the better answer away</source>
        <translation>bessere Antwort wegnehmen</translation>
    </message>
    <message>
        <source>template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>the conversation as prompt has no rejected answer</source>
        <translation>das Gespräch als Prompt hat keine verworfene Antwort</translation>
    </message>
    <message>
        <source>the correction cannot be merged into the prompt</source>
        <translation>die Korrektur passt nicht in den Prompt</translation>
    </message>
    <message>
        <source>the language model {0} said so</source>
        <translation>das Sprachmodell {0} hat es gesagt</translation>
    </message>
    <message>
        <source>the later answer is about something else</source>
        <translation>die spätere Antwort handelt von anderem</translation>
    </message>
    <message>
        <source>the later answer is cut off</source>
        <translation>die spätere Antwort ist abgeschnitten</translation>
    </message>
    <message>
        <source>the later answer leans on the correction</source>
        <translation>die spätere Antwort stützt sich auf die Korrektur</translation>
    </message>
    <message>
        <source>the later answer only apologises</source>
        <translation>die spätere Antwort entschuldigt sich nur</translation>
    </message>
    <message>
        <source>their messages cannot be read</source>
        <translation>ihre Nachrichten sind nicht lesbar</translation>
    </message>
    <message>
        <source>their requests lie in no file beside this one</source>
        <translation>ihre Anfragen liegen in keiner Datei daneben</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>unknown format</source>
        <translation>unbekanntes Format</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>unlesbar</translation>
    </message>
    <message>
        <source>unsafe</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>unwanted</source>
        <translation>unerwünschte</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>wanted</source>
        <translation>erwünschte</translation>
    </message>
    <message>
        <source>withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>write a better answer</source>
        <translation>bessere Antwort schreiben</translation>
    </message>
    <message>
        <source>wrong shape</source>
        <translation>falsche Form</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <source>{0} It and {1} more were left out.</source>
        <translation>{0} Sie und {1} weitere wurden weggelassen.</translation>
    </message>
    <message>
        <source>{0} It was left out.</source>
        <translation>{0} Sie wurde weggelassen.</translation>
    </message>
    <message>
        <source>{0} KTO learns from both; rows of one kind alone suit SFT or prompts.</source>
        <translation>{0} KTO lernt aus beiden; Zeilen einer Art allein taugen für SFT oder Prompts.</translation>
    </message>
    <message>
        <source>{0} Leave out some of the many, or set the weights.</source>
        <translation>{0} Bitte einige der vielen weglassen, oder die Gewichte setzen.</translation>
    </message>
    <message>
        <source>{0} Made by NF Studio {1} from feedback that people gave in conversations.</source>
        <translation>{0} Mit NF Studio {1} aus Feedback gemacht, das Menschen in Gesprächen gaben.</translation>
    </message>
    <message>
        <source>{0} calls, this the first, were passed over: {1}.</source>
        <translation>{0} Aufrufe, dies der erste, wurden übergangen: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be loaded: {1}.</source>
        <translation>{0} kann nicht geladen werden: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be looked at: {1}.</source>
        <translation>{0} kann nicht angesehen werden: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be reached: {1}.</source>
        <translation>{0} ist nicht zu erreichen: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be read: your rights on its folder forbid it.</source>
        <translation>{0} kann nicht gelesen werden: Ihre Rechte am Ordner verbieten es.</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation>{0} kann nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be used: {1}.</source>
        <translation>{0} kann nicht verwendet werden: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}.</source>
        <translation>{0} kann nicht geschrieben werden: {1}.</translation>
    </message>
    <message>
        <source>{0} could not be written: {1}.</source>
        <translation>{0} konnte nicht geschrieben werden: {1}.</translation>
    </message>
    <message>
        <source>{0} does not hold the marks of weights by their names.</source>
        <translation>{0} enthält nicht die Kennzeichen von Gewichten nach ihren Namen.</translation>
    </message>
    <message>
        <source>{0} has a budget that cannot be read: {1}.</source>
        <translation>{0} hat einen Umfang, der nicht gelesen werden kann: {1}.</translation>
    </message>
    <message>
        <source>{0} has a budget that is not made of whole numbers above 0.</source>
        <translation>{0} hat einen Umfang, der nicht aus ganzen Zahlen über 0 besteht.</translation>
    </message>
    <message>
        <source>{0} has no weights for a graphics card.</source>
        <translation>{0} hat keine Gewichte für eine Grafikkarte.</translation>
    </message>
    <message>
        <source>{0} has no {1}: nothing says how to weigh this model.</source>
        <translation>{0} hat kein {1}: Nichts sagt, wie dieses Modell zu wägen ist.</translation>
    </message>
    <message>
        <source>{0} has too little free memory.</source>
        <translation>{0} hat zu wenig freien Speicher.</translation>
    </message>
    <message>
        <source>{0} holds a trigger, {1}, which would change what is written.</source>
        <translation>{0} enthält einen Trigger, {1}, der ändern würde, was geschrieben wird.</translation>
    </message>
    <message>
        <source>{0} holds no model: {1} is missing.</source>
        <translation>{0} enthält kein Modell: {1} fehlt.</translation>
    </message>
    <message>
        <source>{0} holds no weights: neither {1} nor {2} is there.</source>
        <translation>{0} enthält keine Gewichte: Weder {1} noch {2} ist da.</translation>
    </message>
    <message>
        <source>{0} is a file, not a folder.</source>
        <translation>{0} ist eine Datei, kein Ordner.</translation>
    </message>
    <message>
        <source>{0} is damaged: it has no table {1}.</source>
        <translation>{0} ist beschädigt: Die Tabelle {1} fehlt.</translation>
    </message>
    <message>
        <source>{0} is held by another program.</source>
        <translation>{0} wird von einem anderen Programm festgehalten.</translation>
    </message>
    <message>
        <source>{0} is no JSON object.</source>
        <translation>{0} ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>{0} is no file.</source>
        <translation>{0} ist keine Datei.</translation>
    </message>
    <message>
        <source>{0} is no project of this program.</source>
        <translation>{0} ist kein Projekt dieses Programms.</translation>
    </message>
    <message>
        <source>{0} is no tokenizer that can be read: {1}.</source>
        <translation>{0} ist kein lesbarer Tokenizer: {1}.</translation>
    </message>
    <message>
        <source>{0} is open in another window.</source>
        <translation>{0} ist in einem anderen Fenster offen.</translation>
    </message>
    <message>
        <source>{0} names no action.</source>
        <translation>{0} nennt keine Folge.</translation>
    </message>
    <message>
        <source>{0} needs torch and transformers, which are not part of this installation.</source>
        <translation>{0} braucht torch und transformers, die nicht zu dieser Installation gehören.</translation>
    </message>
    <message>
        <source>{0} of {1} rows come from conversations that do not say when they were: they are all for training.</source>
        <translation>{0} von {1} Zeilen stammen aus Gesprächen, die nicht sagen, wann sie waren: Sie dienen alle dem Training.</translation>
    </message>
    <message>
        <source>{0} of {1} rows come from conversations that do not say who the person was: their first words decide.</source>
        <translation>{0} von {1} Zeilen stammen aus Gesprächen, die nicht sagen, wer die Person war: Ihre ersten Wörter entscheiden.</translation>
    </message>
    <message>
        <source>{0} of {1} rows held out have nearly the same prompt as a row of an earlier split.</source>
        <translation>{0} von {1} zurückgehaltenen Zeilen haben fast denselben Prompt wie eine Zeile eines früheren Teils.</translation>
    </message>
    <message>
        <source>{0} of {1} rows say the same as another row.</source>
        <translation>{0} von {1} Zeilen sagen dasselbe wie eine andere.</translation>
    </message>
    <message>
        <source>{0} reads {1} tokens at most; the budget needs {2}.</source>
        <translation>{0} liest höchstens {1} Token; der Umfang braucht {2}.</translation>
    </message>
    <message>
        <source>{0} rows are few to train on.</source>
        <translation>{0} Zeilen sind wenig zum Trainieren.</translation>
    </message>
    <message>
        <source>{0} was fitted to other features than this version counts.</source>
        <translation>{0} wurde an andere Merkmale angepasst, als diese Fassung zählt.</translation>
    </message>
    <message>
        <source>{0} was made by a newer version of NF Studio.</source>
        <translation>{0} stammt von einer neueren Fassung von NF Studio.</translation>
    </message>
    <message>
        <source>{0}: no GPU found</source>
        <translation>{0}: keine GPU gefunden</translation>
    </message>
    <message>
        <source>{0}: torch, which a GPU needs, is not here</source>
        <translation>{0}: torch, das eine GPU braucht, ist nicht da</translation>
    </message>
    <message>
        <source>{name} cannot be opened: {text}.</source>
        <translation>{name} kann nicht geöffnet werden: {text}.</translation>
    </message>
    <message>
        <source>{name} cannot be written: {text}.</source>
        <translation>{name} kann nicht geschrieben werden: {text}.</translation>
    </message>
    <message>
        <source>{name} is damaged or is no project: {text}.</source>
        <translation>{name} ist beschädigt oder kein Projekt: {text}.</translation>
    </message>
    <message>
        <source>{name} is damaged, or its disk is: {text}.</source>
        <translation>{name} ist beschädigt, oder der Datenträger: {text}.</translation>
    </message>
    <message>
        <source>{name} is damaged: it holds bytes that are no text.</source>
        <translation>{name} ist beschädigt: Es enthält Bytes, die kein Text sind.</translation>
    </message>
    <message>
        <source>{name} is held by another program.</source>
        <translation>{name} wird von einem anderen Programm festgehalten.</translation>
    </message>
</context>
<context>
    <name>transcript</name>
    <message>
        <source> {at} of {total} </source>
        <translation> {at} von {total} </translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>Attached: {name}</source>
        <translation>Angehängt: {name}</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>Gedankengang</translation>
    </message>
    <message>
        <source>Show earlier messages ({count})</source>
        <translation>Frühere Nachrichten zeigen ({count})</translation>
    </message>
    <message>
        <source>Show later messages ({count})</source>
        <translation>Spätere Nachrichten zeigen ({count})</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>not on the active path</source>
        <translation>nicht auf dem aktiven Pfad</translation>
    </message>
    <message>
        <source>{letter} · judged here</source>
        <translation>{letter} · hier beurteilt</translation>
    </message>
    <message>
        <source>⋯ 1 more line</source>
        <translation>⋯ 1 weitere Zeile</translation>
    </message>
    <message>
        <source>⋯ more of this line</source>
        <translation>⋯ mehr von dieser Zeile</translation>
    </message>
    <message>
        <source>⋯ {count} more lines</source>
        <translation>⋯ {count} weitere Zeilen</translation>
    </message>
    <message>
        <source>▸ Show all {count} characters</source>
        <translation>▸ Alle {count} Zeichen zeigen</translation>
    </message>
    <message>
        <source>▸ Show all {count} lines</source>
        <translation>▸ Alle {count} Zeilen zeigen</translation>
    </message>
    <message>
        <source>▾ Show less</source>
        <translation>▾ Weniger zeigen</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>&amp;Detect</source>
        <translation>&amp;Erkennung</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>&amp;Projekt</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Durchsicht</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>1 conversation</source>
        <translation>1 Gespräch</translation>
    </message>
    <message>
        <source>1 conversation in {{rows}}.</source>
        <translation>1 Gespräch in {{rows}}.</translation>
    </message>
    <message>
        <source>1 duplicate</source>
        <translation>1 doppelt</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message>
        <source>1 minute ago</source>
        <translation>vor 1 Minute</translation>
    </message>
    <message>
        <source>1 of them decided already</source>
        <translation>1 davon schon entschieden</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 Problem</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>50 at random, for a precision estimate</source>
        <translation>50 zufällige, um die Genauigkeit zu schätzen</translation>
    </message>
    <message>
        <source>A graphics card where there is one, else the processor.</source>
        <translation>Eine Grafikkarte, wo es eine gibt, sonst der Prozessor.</translation>
    </message>
    <message>
        <source>A prompt and its response</source>
        <translation>Einen Prompt und seine Antwort</translation>
    </message>
    <message>
        <source>A request of fewer words than it takes to ask for something, or a wanted answer of hardly any.</source>
        <translation>Eine Anfrage mit weniger Wörtern, als eine Frage braucht, oder eine erwünschte Antwort mit kaum einem.</translation>
    </message>
    <message>
        <source>A tokenizer.json, or the folder of a model with one; nothing is fetched</source>
        <translation>Eine tokenizer.json, oder der Ordner eines Modells mit einer; nichts wird geholt</translation>
    </message>
    <message>
        <source>A whole conversation</source>
        <translation>Ein ganzes Gespräch</translation>
    </message>
    <message>
        <source>About NF Studio</source>
        <translation>Über NF Studio</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Accept {count} selected</source>
        <translation>{count} ausgewählte annehmen</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Alike from</source>
        <translation>Ähnlich ab</translation>
    </message>
    <message>
        <source>All Corrections above 0.8</source>
        <translation>Alle Korrekturen über 0.8</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>All that are not named</source>
        <translation>Alle nicht genannten</translation>
    </message>
    <message>
        <source>All undecided</source>
        <translation>Alles Unentschiedene</translation>
    </message>
    <message>
        <source>Always the processor.</source>
        <translation>Immer der Prozessor.</translation>
    </message>
    <message>
        <source>Another language</source>
        <translation>Andere Sprache</translation>
    </message>
    <message>
        <source>Answer {number}, given after</source>
        <translation>Antwort {number}, danach gegeben</translation>
    </message>
    <message>
        <source>Answer {number}, which is judged</source>
        <translation>Antwort {number}, die beurteilte</translation>
    </message>
    <message>
        <source>Answers about being a certain model or its knowledge cut-off; prompts that need the web, a file or a picture.</source>
        <translation>Antworten darüber, ein bestimmtes Modell zu sein, oder über den Stand seines Wissens; Prompts, die das Netz, eine Datei oder ein Bild brauchen.</translation>
    </message>
    <message>
        <source>Answers graded from 1 (complained about) to 4 (praised).</source>
        <translation>Antworten mit Noten von 1 (beanstandet) bis 4 (gelobt).</translation>
    </message>
    <message>
        <source>Answers that refuse: judged bad after a harmful request, judged good after a harmless one, or only judged.</source>
        <translation>Antworten, die ablehnen: nach einer schädlichen Bitte schlecht beurteilt, nach einer harmlosen gut, oder überhaupt beurteilt.</translation>
    </message>
    <message>
        <source>Answers that stop in the middle of a sentence or of a block of code, or that the dump marks as stopped.</source>
        <translation>Antworten, die mitten im Satz oder mitten im Code enden, oder die das Protokoll als abgebrochen bezeichnet.</translation>
    </message>
    <message>
        <source>Answers that were praised, and answers that people wrote.</source>
        <translation>Gelobte Antworten, und Antworten, die Menschen geschrieben haben.</translation>
    </message>
    <message>
        <source>Answers to learn from (SFT)</source>
        <translation>Antworten zum Lernen (SFT)</translation>
    </message>
    <message>
        <source>Answers with follow-ups (triples)</source>
        <translation>Antworten mit Folgenachricht (Tripel)</translation>
    </message>
    <message>
        <source>Any score</source>
        <translation>Jeder Wert</translation>
    </message>
    <message>
        <source>Applies to everyone</source>
        <translation>Gilt für alle</translation>
    </message>
    <message>
        <source>Asks a local instruction model: slow, a second opinion. Needs a folder.</source>
        <translation>Fragt ein örtliches Sprachmodell: langsam, eine zweite Meinung. Braucht einen Ordner.</translation>
    </message>
    <message>
        <source>Asks again for what was asked before, because the answer did not serve.</source>
        <translation>Fragt noch einmal dasselbe wie zuvor, weil die Antwort nichts nützte.</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>Sichern…</translation>
    </message>
    <message>
        <source>Backed up to {path}</source>
        <translation>Nach {path} gesichert</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Ausgewogenheit</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Both readings stand</source>
        <translation>Beide Durchsichten gelten</translation>
    </message>
    <message>
        <source>Cancel the job at work</source>
        <translation>Den laufenden Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Cannot do anything now</source>
        <translation>Kann gerade nichts tun</translation>
    </message>
    <message>
        <source>Change {count} selected to {category}</source>
        <translation>{count} ausgewählte zu {category} ändern</translation>
    </message>
    <message>
        <source>Changed by the last detection</source>
        <translation>Durch die letzte Erkennung geändert</translation>
    </message>
    <message>
        <source>Choose keys…</source>
        <translation>Tasten wählen…</translation>
    </message>
    <message>
        <source>Choose the detector…</source>
        <translation>Detektor wählen…</translation>
    </message>
    <message>
        <source>Choose the tokenizer</source>
        <translation>Tokenizer wählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Claims that each rule stands behind. In a conflict another category won on the same words.</source>
        <translation>Funde, hinter denen eine Regel steht. Bei einem Konflikt gewann auf denselben Wörtern eine andere Kategorie.</translation>
    </message>
    <message>
        <source>Clarification</source>
        <translation>Nachfrage</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>Projekt schließen</translation>
    </message>
    <message>
        <source>Cohen’s kappa</source>
        <translation>Cohens Kappa</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>Beschwerde</translation>
    </message>
    <message>
        <source>Confirmed and undecided</source>
        <translation>Bestätigtes und Unentschiedenes</translation>
    </message>
    <message>
        <source>Confirmed only</source>
        <translation>Nur Bestätigtes</translation>
    </message>
    <message>
        <source>Conflicting feedback</source>
        <translation>Widersprüchliches Feedback</translation>
    </message>
    <message>
        <source>Control: {rows} rows in {folder}</source>
        <translation>Kontrolle: {rows} Zeilen in {folder}</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Conversations in a language that was not chosen; without a choice none, and those of unknown language never.</source>
        <translation>Gespräche in einer nicht gewählten Sprache; ohne Wahl keine, und solche in unbekannter Sprache nie.</translation>
    </message>
    <message>
        <source>Conversations with a label for every judged answer.</source>
        <translation>Gespräche mit einem Etikett für jede beurteilte Antwort.</translation>
    </message>
    <message>
        <source>Copy: {title}</source>
        <translation>Kopieren: {title}</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>Korrektur</translation>
    </message>
    <message>
        <source>Counted in the first {some} of {all} conversations; the export takes all of them.</source>
        <translation>Gezählt in den ersten {some} von {all} Gesprächen; der Export nimmt alle.</translation>
    </message>
    <message>
        <source>Cues and repeats only: fast, says exactly why, misses what has no cue.</source>
        <translation>Nur Signalwörter und Wiederholungen: schnell, sagt genau warum, übersieht, was kein Signal hat.</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>Abgeschnitten</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkles Thema</translation>
    </message>
    <message>
        <source>Decide the whole list…</source>
        <translation>Über die ganze Liste entscheiden…</translation>
    </message>
    <message>
        <source>Decisions are made under this name:</source>
        <translation>Entscheidungen fallen unter diesem Namen:</translation>
    </message>
    <message>
        <source>Delete span</source>
        <translation>Stelle löschen</translation>
    </message>
    <message>
        <source>Delete {count} selected</source>
        <translation>{count} ausgewählte löschen</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>Detect feedback</source>
        <translation>Feedback erkennen</translation>
    </message>
    <message>
        <source>Detect feedback again (Ctrl+D) to use it.</source>
        <translation>Feedback neu erkennen lassen (Strg+D), um ihn zu verwenden.</translation>
    </message>
    <message>
        <source>Detected again: {what}</source>
        <translation>Neu erkannt: {what}</translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>Abweichungen</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Fertig.</translation>
    </message>
    <message>
        <source>Doubts the answer, or asks for what it should have contained.</source>
        <translation>Bezweifelt die Antwort, oder fragt nach dem, was sie hätte enthalten sollen.</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doppelte</translation>
    </message>
    <message>
        <source>E-mail addresses, telephone, card and account numbers, keys and tokens, user names in paths, IP addresses.</source>
        <translation>E-Mail-Adressen, Telefon-, Karten- und Kontonummern, Schlüssel und Token, Benutzernamen in Pfaden, IP-Adressen.</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>End: one character back</source>
        <translation>Ende: ein Zeichen zurück</translation>
    </message>
    <message>
        <source>End: one character on</source>
        <translation>Ende: ein Zeichen weiter</translation>
    </message>
    <message>
        <source>End: one sentence back</source>
        <translation>Ende: ein Satz zurück</translation>
    </message>
    <message>
        <source>End: one sentence on</source>
        <translation>Ende: ein Satz weiter</translation>
    </message>
    <message>
        <source>End: one word back</source>
        <translation>Ende: ein Wort zurück</translation>
    </message>
    <message>
        <source>End: one word on</source>
        <translation>Ende: ein Wort weiter</translation>
    </message>
    <message>
        <source>Export dataset</source>
        <translation>Datensatz exportieren</translation>
    </message>
    <message>
        <source>Export dataset…</source>
        <translation>Datensatz exportieren…</translation>
    </message>
    <message>
        <source>Exported 1 row</source>
        <translation>1 Zeile exportiert</translation>
    </message>
    <message>
        <source>Exported {count} rows</source>
        <translation>{count} Zeilen exportiert</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <source>Feedback will be listed at the left as it is found.</source>
        <translation>Feedback steht links, sobald es gefunden ist.</translation>
    </message>
    <message>
        <source>Fewest words asked</source>
        <translation>Mindestens gefragte Wörter</translation>
    </message>
    <message>
        <source>Fewest words of a wanted answer</source>
        <translation>Mindestens Wörter der Antwort</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>Eine Aktion finden</translation>
    </message>
    <message>
        <source>Find an action…</source>
        <translation>Eine Aktion finden…</translation>
    </message>
    <message>
        <source>Find in conversation</source>
        <translation>Im Gespräch suchen</translation>
    </message>
    <message>
        <source>Finds less than half; about nine in ten are right.</source>
        <translation>Findet weniger als die Hälfte; etwa neun von zehn stimmen.</translation>
    </message>
    <message>
        <source>Finds most of what there is; about three in four are right.</source>
        <translation>Findet das meiste; etwa drei von vier stimmen.</translation>
    </message>
    <message>
        <source>Finds nine in ten; about three in five are right.</source>
        <translation>Findet neun von zehn; etwa drei von fünf stimmen.</translation>
    </message>
    <message>
        <source>Finish removing</source>
        <translation>Entfernen beenden</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Kennzeichnen</translation>
    </message>
    <message>
        <source>Flag: jailbreak</source>
        <translation>Kennzeichen: Jailbreak</translation>
    </message>
    <message>
        <source>Flag: personal data</source>
        <translation>Kennzeichen: persönliche Daten</translation>
    </message>
    <message>
        <source>Flag: toxic</source>
        <translation>Kennzeichen: giftig</translation>
    </message>
    <message>
        <source>Flag: unclear</source>
        <translation>Kennzeichen: unklar</translation>
    </message>
    <message>
        <source>Flagged: {what}</source>
        <translation>Gekennzeichnet: {what}</translation>
    </message>
    <message>
        <source>Accepted 1 piece of feedback</source>
        <translation>1 Feedback angenommen</translation>
    </message>
    <message>
        <source>Accepted {count} pieces of feedback</source>
        <translation>{count} Feedbacks angenommen</translation>
    </message>
    <message>
        <source>Changed 1 piece of feedback</source>
        <translation>1 Feedback geändert</translation>
    </message>
    <message>
        <source>Changed 1 piece of feedback to {category}</source>
        <translation>1 Feedback zu {category} geändert</translation>
    </message>
    <message>
        <source>Changed {count} pieces of feedback</source>
        <translation>{count} Feedbacks geändert</translation>
    </message>
    <message>
        <source>Changed {count} pieces of feedback to {category}</source>
        <translation>{count} Feedbacks zu {category} geändert</translation>
    </message>
    <message>
        <source>Decide {count} pieces of feedback</source>
        <translation>Über {count} Feedbacks entscheiden</translation>
    </message>
    <message>
        <source>Found 1 piece of feedback</source>
        <translation>1 Feedback gefunden</translation>
    </message>
    <message>
        <source>Found {count} pieces of feedback</source>
        <translation>{count} Feedbacks gefunden</translation>
    </message>
    <message>
        <source>Graded answers (ordinal)</source>
        <translation>Antworten mit Noten (ordinal)</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>Guides…</source>
        <translation>Anleitungen…</translation>
    </message>
    <message>
        <source>Harmful and praised</source>
        <translation>Schädlich und gelobt</translation>
    </message>
    <message>
        <source>Harmful prompts or answers, requests for harm, and jailbreaks, where training would make the answer likelier.</source>
        <translation>Schädliche Prompts oder Antworten, Bitten um Schädliches, und Jailbreaks, wo das Training die Antwort wahrscheinlicher machte.</translation>
    </message>
    <message>
        <source>Hybrid</source>
        <translation>Hybrid</translation>
    </message>
    <message>
        <source>Identify languages</source>
        <translation>Sprachen bestimmen</translation>
    </message>
    <message>
        <source>Identity, browsing, pictures</source>
        <translation>Identität, Netz, Bilder</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Dateien importieren</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>Dateien importieren…</translation>
    </message>
    <message>
        <source>Import folder</source>
        <translation>Ordner importieren</translation>
    </message>
    <message>
        <source>Import folder…</source>
        <translation>Ordner importieren…</translation>
    </message>
    <message>
        <source>Import {what}</source>
        <translation>{what} importieren</translation>
    </message>
    <message>
        <source>Imported 1 conversation</source>
        <translation>1 Gespräch importiert</translation>
    </message>
    <message>
        <source>Imported {count} conversations</source>
        <translation>{count} Gespräche importiert</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>In a second look</source>
        <translation>In einer zweiten Durchsicht</translation>
    </message>
    <message>
        <source>In two splits</source>
        <translation>In zwei Teilen</translation>
    </message>
    <message>
        <source>Insights</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>It goes with all that was found and decided in it. This cannot be undone; its file stays where it is.</source>
        <translation>Es geht mit allem, was darin gefunden und entschieden wurde. Das ist nicht rückgängig zu machen; seine Datei bleibt, wo sie ist.</translation>
    </message>
    <message>
        <source>JSONL</source>
        <translation>JSONL</translation>
    </message>
    <message>
        <source>Jailbreak</source>
        <translation>Jailbreak</translation>
    </message>
    <message>
        <source>Judges the answer after</source>
        <translation>Beurteilt die Antwort danach</translation>
    </message>
    <message>
        <source>Judges the answer before</source>
        <translation>Beurteilt die Antwort davor</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Labels for every answer (stepwise)</source>
        <translation>Etiketten für jede Antwort (schrittweise)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Language of 1 conversation identified</source>
        <translation>Sprache von 1 Gespräch bestimmt</translation>
    </message>
    <message>
        <source>Languages of {count} conversations identified</source>
        <translation>Sprachen von {count} Gesprächen bestimmt</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Leave out its first words</source>
        <translation>Erste Worte weglassen</translation>
    </message>
    <message>
        <source>Length tells the label</source>
        <translation>Länge verrät das Etikett</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Licences of the sources</source>
        <translation>Lizenzen der Quellen</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Thema</translation>
    </message>
    <message>
        <source>Like “{words}”</source>
        <translation>Wie „{words}“</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Lists as tables</source>
        <translation>Listen als Tabellen</translation>
    </message>
    <message>
        <source>Made of: {ways}</source>
        <translation>Gemacht aus: {ways}</translation>
    </message>
    <message>
        <source>Merge with its neighbour</source>
        <translation>Mit dem Nachbarn vereinen</translation>
    </message>
    <message>
        <source>Merge {count} selected</source>
        <translation>{count} ausgewählte vereinen</translation>
    </message>
    <message>
        <source>Message is read</source>
        <translation>Nachricht ist gelesen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr davon</translation>
    </message>
    <message>
        <source>More than words</source>
        <translation>Mehr als Worte</translation>
    </message>
    <message>
        <source>Most rows of one template</source>
        <translation>Höchstens Zeilen einer Vorlage</translation>
    </message>
    <message>
        <source>Most rows of one user</source>
        <translation>Höchstens Zeilen einer Person</translation>
    </message>
    <message>
        <source>Most tokens of a row</source>
        <translation>Höchstens Token einer Zeile</translation>
    </message>
    <message>
        <source>Move an edge</source>
        <translation>Einen Rand verschieben</translation>
    </message>
    <message>
        <source>NF Studio samples</source>
        <translation>NF-Studio-Beispiele</translation>
    </message>
    <message>
        <source>Neither reading stands</source>
        <translation>Keine Durchsicht gilt</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Neues Projekt…</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Next panel</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Next undecided</source>
        <translation>Nächstes unentschiedene</translation>
    </message>
    <message>
        <source>No action is called that.</source>
        <translation>Keine Aktion heißt so.</translation>
    </message>
    <message>
        <source>No conversations yet. Import a folder (Ctrl+I), or drop files here.</source>
        <translation>Noch keine Gespräche. Einen Ordner importieren (Strg+I), oder Dateien hierher ziehen.</translation>
    </message>
    <message>
        <source>No encoder has had its say, so rules and encoder cannot be compared.</source>
        <translation>Kein Encoder hat etwas gesagt; Regeln und Encoder können nicht verglichen werden.</translation>
    </message>
    <message>
        <source>No feedback</source>
        <translation>Kein Feedback</translation>
    </message>
    <message>
        <source>No feedback was found. Select words in a conversation and press 1 to 5 to mark them yourself.</source>
        <translation>Kein Feedback gefunden. Wörter in einem Gespräch auswählen und mit 1 bis 5 selbst markieren.</translation>
    </message>
    <message>
        <source>No feedback yet. Run detection (Ctrl+D): about {time} for {count} messages.</source>
        <translation>Noch kein Feedback. Die Erkennung starten (Strg+D): etwa {time} für {count} Nachrichten.</translation>
    </message>
    <message>
        <source>No file for {split}: it got no row</source>
        <translation>Keine Datei für {split}: Es bekam keine Zeile</translation>
    </message>
    <message>
        <source>No other feedback is like this one.</source>
        <translation>Kein anderes Feedback gleicht diesem.</translation>
    </message>
    <message>
        <source>No rule has fired yet.</source>
        <translation>Noch hat keine Regel angeschlagen.</translation>
    </message>
    <message>
        <source>Not settled: which reading stands?</source>
        <translation>Nicht geklärt: Welche Durchsicht gilt?</translation>
    </message>
    <message>
        <source>Nothing undecided is left in this conversation.</source>
        <translation>In diesem Gespräch ist nichts Unentschiedenes übrig.</translation>
    </message>
    <message>
        <source>Nothing undecided is left in this list.</source>
        <translation>In dieser Liste ist nichts Unentschiedenes übrig.</translation>
    </message>
    <message>
        <source>One message</source>
        <translation>Eine Nachricht</translation>
    </message>
    <message>
        <source>One person&apos;s wish</source>
        <translation>Wunsch einer Person</translation>
    </message>
    <message>
        <source>Only this user</source>
        <translation>Nur diese Person</translation>
    </message>
    <message>
        <source>Open folder of logs</source>
        <translation>Ordner mit Protokollen öffnen</translation>
    </message>
    <message>
        <source>Open folder of logs…</source>
        <translation>Ordner mit Protokollen öffnen…</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Ordner der Programmprotokolle öffnen</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Projekt öffnen…</translation>
    </message>
    <message>
        <source>Open the conversation</source>
        <translation>Das Gespräch öffnen</translation>
    </message>
    <message>
        <source>Order the queue</source>
        <translation>Prüfliste ordnen</translation>
    </message>
    <message>
        <source>Ordered 1 piece of feedback</source>
        <translation>1 Feedback geordnet</translation>
    </message>
    <message>
        <source>Ordered {count} pieces of feedback</source>
        <translation>{count} Feedbacks geordnet</translation>
    </message>
    <message>
        <source>Rejected 1 piece of feedback</source>
        <translation>1 Feedback abgelehnt</translation>
    </message>
    <message>
        <source>Rejected {count} pieces of feedback</source>
        <translation>{count} Feedbacks abgelehnt</translation>
    </message>
    <message>
        <source>Rows that lack something (calls of tools, files, pictures), answers that are errors, thoughts in answers, marks of who speaks left in the words.</source>
        <translation>Zeilen, denen etwas fehlt (Werkzeugaufrufe, Dateien, Bilder), Antworten, die Fehler sind, Gedanken in Antworten, in den Worten stehen gebliebene Sprecherzeichen.</translation>
    </message>
    <message>
        <source>Skipped 1 piece of feedback</source>
        <translation>1 Feedback übersprungen</translation>
    </message>
    <message>
        <source>Skipped {count} pieces of feedback</source>
        <translation>{count} Feedbacks übersprungen</translation>
    </message>
    <message>
        <source>The list shows what that mark stands for. Escape in it goes back to the one before.</source>
        <translation>Die Liste zeigt, wofür diese Marke steht. Escape in ihr führt zur vorigen zurück.</translation>
    </message>
    <message>
        <source>Took 1 piece of feedback away</source>
        <translation>1 Feedback weggenommen</translation>
    </message>
    <message>
        <source>Took {count} pieces of feedback away</source>
        <translation>{count} Feedbacks weggenommen</translation>
    </message>
    <message>
        <source>Withdrew 1 piece of feedback</source>
        <translation>1 Feedback zurückgezogen</translation>
    </message>
    <message>
        <source>Withdrew {count} pieces of feedback</source>
        <translation>{count} Feedbacks zurückgezogen</translation>
    </message>
    <message>
        <source>Parquet</source>
        <translation>Parquet</translation>
    </message>
    <message>
        <source>1 row is of no category: a thumb, or a better answer</source>
        <translation>1 Zeile hat keine Kategorie: ein Daumen oder eine bessere Antwort</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Language of the desktop</source>
        <translation>Sprache des Desktops</translation>
    </message>
    <message>
        <source>Pause or go on</source>
        <translation>Anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>Persönliche Daten</translation>
    </message>
    <message>
        <source>Positive</source>
        <translation>Positiv</translation>
    </message>
    <message>
        <source>Precise</source>
        <translation>Genau</translation>
    </message>
    <message>
        <source>Preference pairs (DPO)</source>
        <translation>Präferenzpaare (DPO)</translation>
    </message>
    <message>
        <source>Preference pairs (reward model)</source>
        <translation>Präferenzpaare (Belohnungsmodell)</translation>
    </message>
    <message>
        <source>Preference pairs for a reward model.</source>
        <translation>Präferenzpaare für ein Belohnungsmodell.</translation>
    </message>
    <message>
        <source>Preference pairs: a better and a worse answer to one prompt.</source>
        <translation>Präferenzpaare: eine bessere und eine schlechtere Antwort auf einen Prompt.</translation>
    </message>
    <message>
        <source>Press N for the next feedback, or choose a conversation at the left.</source>
        <translation>N drücken für das nächste Feedback, oder links ein Gespräch wählen.</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Previous panel</source>
        <translation>Voriger Bereich</translation>
    </message>
    <message>
        <source>Problems…</source>
        <translation>Probleme…</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Projects ({endings})</source>
        <translation>Projekte ({endings})</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Prompts only</source>
        <translation>Nur Prompts</translation>
    </message>
    <message>
        <source>Put {backup} in the place of {project}?</source>
        <translation>{backup} an die Stelle von {project} setzen?</translation>
    </message>
    <message>
        <source>Question and correction as one</source>
        <translation>Frage und Korrektur in einem</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>Gedankengang</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Zuletzt geöffnete Projekte</translation>
    </message>
    <message>
        <source>Redact</source>
        <translation>Schwärzen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo {what}</source>
        <translation>Wiederholen: {what}</translation>
    </message>
    <message>
        <source>Redone: {what}</source>
        <translation>Wiederholt: {what}</translation>
    </message>
    <message>
        <source>Refusals</source>
        <translation>Ablehnungen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Reject {count} selected</source>
        <translation>{count} ausgewählte ablehnen</translation>
    </message>
    <message>
        <source>Remove conversation…</source>
        <translation>Gespräch entfernen…</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>Endgültig entfernen</translation>
    </message>
    <message>
        <source>Remove the conversation “{name}” from the project?</source>
        <translation>Das Gespräch „{name}“ aus dem Projekt entfernen?</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Removed {name}: {count}</source>
        <translation>{name} entfernt: {count}</translation>
    </message>
    <message>
        <source>Rephrase</source>
        <translation>Umformulierung</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Eine Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>Restore as</source>
        <translation>Wiederherstellen als</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen…</translation>
    </message>
    <message>
        <source>Review queue</source>
        <translation>Prüfliste</translation>
    </message>
    <message>
        <source>Reviewed conversations with every span, without loss.</source>
        <translation>Durchgesehene Gespräche mit jeder Stelle, ohne Verlust.</translation>
    </message>
    <message>
        <source>Reviewed spans (train, evaluate)</source>
        <translation>Durchgesehene Stellen (train, evaluate)</translation>
    </message>
    <message>
        <source>Rows held out for testing whose prompt stands, word for word or nearly so, in the train split too.</source>
        <translation>Zurückgehaltene Zeilen, deren Prompt wörtlich oder fast auch unter denen zum Training steht.</translation>
    </message>
    <message>
        <source>Rows longer than the tokens that were chosen as the most; and an estimate of all tokens.</source>
        <translation>Zeilen, die länger sind als die gewählte Höchstzahl an Token; und eine Schätzung aller Token.</translation>
    </message>
    <message>
        <source>Rows of one user or of one prompt template beyond the cap that was chosen.</source>
        <translation>Zeilen einer Person oder einer Prompt-Vorlage über der gewählten Grenze.</translation>
    </message>
    <message>
        <source>Rows that say the same as another row, word for word or nearly so; one of each stays unflagged.</source>
        <translation>Zeilen, die wörtlich oder fast dasselbe sagen wie eine andere; eine von jeder bleibt ungekennzeichnet.</translation>
    </message>
    <message>
        <source>Rows whose feedback a reviewer marked as personal: it holds for this person, not for everyone.</source>
        <translation>Zeilen, deren Feedback als persönlich gekennzeichnet ist: Es gilt für diese Person, nicht für alle.</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Rules that fire most</source>
        <translation>Regeln, die am meisten anschlagen</translation>
    </message>
    <message>
        <source>Rules, similarity and the encoder, weighed together. The best there is.</source>
        <translation>Regeln, Ähnlichkeit und der Encoder, zusammen gewogen. Das Beste, was es gibt.</translation>
    </message>
    <message>
        <source>Same category</source>
        <translation>Gleiche Kategorie</translation>
    </message>
    <message>
        <source>Says the answer is wrong or incomplete, and says what is right or wanted.</source>
        <translation>Sagt, die Antwort sei falsch oder unvollständig, und sagt, was richtig oder gewünscht ist.</translation>
    </message>
    <message>
        <source>Says the answer is wrong or unhelpful, without saying what is right.</source>
        <translation>Sagt, die Antwort sei falsch oder unbrauchbar, ohne zu sagen, was richtig ist.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search   {key}</source>
        <translation>Suchen   {key}</translation>
    </message>
    <message>
        <source>Search all conversations</source>
        <translation>Alle Gespräche durchsuchen</translation>
    </message>
    <message>
        <source>Second look</source>
        <translation>Zweite Durchsicht</translation>
    </message>
    <message>
        <source>Set a cap</source>
        <translation>Grenze setzen</translation>
    </message>
    <message>
        <source>Set: 50 at random, for a precision estimate</source>
        <translation>Auswahl: 50 zufällige, um die Genauigkeit zu schätzen</translation>
    </message>
    <message>
        <source>Set: All Corrections above 0.8</source>
        <translation>Auswahl: alle Korrekturen über 0.8</translation>
    </message>
    <message>
        <source>Set: All undecided</source>
        <translation>Auswahl: alles Unentschiedene</translation>
    </message>
    <message>
        <source>Set: Changed by the last detection</source>
        <translation>Auswahl: durch die letzte Erkennung geändert</translation>
    </message>
    <message>
        <source>Set: What is decided</source>
        <translation>Auswahl: was entschieden ist</translation>
    </message>
    <message>
        <source>Set: What was skipped</source>
        <translation>Auswahl: was übersprungen wurde</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Settled: both readings stand.</source>
        <translation>Geklärt: Beide Durchsichten gelten.</translation>
    </message>
    <message>
        <source>Settled: neither reading stands.</source>
        <translation>Geklärt: Keine Durchsicht gilt.</translation>
    </message>
    <message>
        <source>Settled: the first reading stands.</source>
        <translation>Geklärt: Die erste Durchsicht gilt.</translation>
    </message>
    <message>
        <source>Settled: the second reading stands.</source>
        <translation>Geklärt: Die zweite Durchsicht gilt.</translation>
    </message>
    <message>
        <source>Show what it found</source>
        <translation>Zeigen, was sie gefunden hat</translation>
    </message>
    <message>
        <source>Since the last run of this recipe ({when}): {added} rows added, {removed} removed</source>
        <translation>Seit dem letzten Lauf dieses Rezepts ({when}): {added} Zeilen dazu, {removed} weg</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Skip because</source>
        <translation>Überspringen, weil</translation>
    </message>
    <message>
        <source>Skip {count} selected</source>
        <translation>{count} ausgewählte überspringen</translation>
    </message>
    <message>
        <source>Skip: needs context</source>
        <translation>Überspringen: braucht Zusammenhang</translation>
    </message>
    <message>
        <source>Skip: not my language</source>
        <translation>Überspringen: nicht meine Sprache</translation>
    </message>
    <message>
        <source>Skip: unclear</source>
        <translation>Überspringen: unklar</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>So many of each category…</source>
        <translation>So viele je Kategorie…</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation>Im Programm ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Sources…</source>
        <translation>Quellen…</translation>
    </message>
    <message>
        <source>Span F1</source>
        <translation>F1 der Stellen</translation>
    </message>
    <message>
        <source>Span and category F1</source>
        <translation>F1 von Stelle und Kategorie</translation>
    </message>
    <message>
        <source>Split by conversation</source>
        <translation>Nach Gespräch aufteilen</translation>
    </message>
    <message>
        <source>Split by near duplicates</source>
        <translation>Nach fast gleichen aufteilen</translation>
    </message>
    <message>
        <source>Split the span</source>
        <translation>Die Stelle teilen</translation>
    </message>
    <message>
        <source>Start: one character back</source>
        <translation>Anfang: ein Zeichen zurück</translation>
    </message>
    <message>
        <source>Start: one character on</source>
        <translation>Anfang: ein Zeichen weiter</translation>
    </message>
    <message>
        <source>Start: one sentence back</source>
        <translation>Anfang: ein Satz zurück</translation>
    </message>
    <message>
        <source>Start: one sentence on</source>
        <translation>Anfang: ein Satz weiter</translation>
    </message>
    <message>
        <source>Start: one word back</source>
        <translation>Anfang: ein Wort zurück</translation>
    </message>
    <message>
        <source>Start: one word on</source>
        <translation>Anfang: ein Wort weiter</translation>
    </message>
    <message>
        <source>Such as cc-by-4.0 or words of your own. What is not said stands on the card as unknown.</source>
        <translation>Etwa cc-by-4.0 oder eigene Worte. Was nicht gesagt wird, steht auf der Karte als unbekannt.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>System-Prompt</translation>
    </message>
    <message>
        <source>Table of the paper (CSV)</source>
        <translation>Tabelle des Aufsatzes (CSV)</translation>
    </message>
    <message>
        <source>Table: {columns}</source>
        <translation>Tabelle: {columns}</translation>
    </message>
    <message>
        <source>Thanks for, praises or confirms the answer.</source>
        <translation>Dankt für die Antwort, lobt oder bestätigt sie.</translation>
    </message>
    <message>
        <source>The encoder alone, for comparison or for a model of your own.</source>
        <translation>Der Encoder allein, zum Vergleich oder für ein eigenes Modell.</translation>
    </message>
    <message>
        <source>The first CUDA device; says so when there is none.</source>
        <translation>Das erste CUDA-Gerät; sagt es, wenn es keines gibt.</translation>
    </message>
    <message>
        <source>The first reading stands</source>
        <translation>Die erste Durchsicht gilt</translation>
    </message>
    <message>
        <source>The list ends.</source>
        <translation>Die Liste endet.</translation>
    </message>
    <message>
        <source>The person is</source>
        <translation>Die Person ist</translation>
    </message>
    <message>
        <source>The project as it is now is kept beside it as .replaced.</source>
        <translation>Das Projekt, wie es jetzt ist, bleibt daneben als .replaced.</translation>
    </message>
    <message>
        <source>The question alone</source>
        <translation>Die Frage allein</translation>
    </message>
    <message>
        <source>The same answer to the same prompt is wanted in one row and unwanted in another; a pair of equal answers; or a thumb that came with the logs says otherwise than the words.</source>
        <translation>Dieselbe Antwort auf denselben Prompt ist in einer Zeile erwünscht und in einer anderen unerwünscht; ein Paar gleicher Antworten; oder ein mitgebrachter Daumen sagt anderes als die Worte.</translation>
    </message>
    <message>
        <source>The second reading stands</source>
        <translation>Die zweite Durchsicht gilt</translation>
    </message>
    <message>
        <source>The table of arXiv 2407.10944: conversation, judged exchange, category, label.</source>
        <translation>Die Tabelle von arXiv 2407.10944: Gespräch, beurteilter Austausch, Kategorie, Etikett.</translation>
    </message>
    <message>
        <source>The whole conversation</source>
        <translation>Das ganze Gespräch</translation>
    </message>
    <message>
        <source>The window speaks it once the program is started again.</source>
        <translation>Das Fenster spricht sie, sobald das Programm neu gestartet ist.</translation>
    </message>
    <message>
        <source>Theme of the desktop</source>
        <translation>Thema des Desktops</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>To mind: {sentence}</source>
        <translation>Zu beachten: {sentence}</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>Tokenizer</translation>
    </message>
    <message>
        <source>Tokenizers (*.json)</source>
        <translation>Tokenizer (*.json)</translation>
    </message>
    <message>
        <source>Too long</source>
        <translation>Zu lang</translation>
    </message>
    <message>
        <source>Too many from one hand</source>
        <translation>Zu viele aus einer Hand</translation>
    </message>
    <message>
        <source>Too short</source>
        <translation>Zu kurz</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Tool call: {name}</source>
        <translation>Werkzeugaufruf: {name}</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Toxic</source>
        <translation>Giftig</translation>
    </message>
    <message>
        <source>Unclear</source>
        <translation>Unklar</translation>
    </message>
    <message>
        <source>Undecided only</source>
        <translation>Nur Unentschiedenes</translation>
    </message>
    <message>
        <source>Undecided too</source>
        <translation>Unentschiedenes auch</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Undo takes all of it back.</source>
        <translation>Zurücknehmen holt alles zurück.</translation>
    </message>
    <message>
        <source>Undo {what}</source>
        <translation>Zurücknehmen: {what}</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Zurückgenommen: {what}</translation>
    </message>
    <message>
        <source>Unpaired preferences (KTO)</source>
        <translation>Ungepaarte Präferenzen (KTO)</translation>
    </message>
    <message>
        <source>Unpaired preferences: an answer, and whether it was wanted.</source>
        <translation>Ungepaarte Präferenzen: eine Antwort, und ob sie erwünscht war.</translation>
    </message>
    <message>
        <source>Unwanted</source>
        <translation>Unerwünscht</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>Übliche Textgröße</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>Erwünscht</translation>
    </message>
    <message>
        <source>Wanted {good}, unwanted {bad}</source>
        <translation>Erwünscht {good}, unerwünscht {bad}</translation>
    </message>
    <message>
        <source>What is decided</source>
        <translation>Was entschieden ist</translation>
    </message>
    <message>
        <source>What is most alike. Escape in the list goes back to where you were.</source>
        <translation>Das Ähnlichste. Escape in der Liste führt dorthin zurück, wo Sie waren.</translation>
    </message>
    <message>
        <source>What people asked, without the answers.</source>
        <translation>Was Menschen gefragt haben, ohne die Antworten.</translation>
    </message>
    <message>
        <source>What stood before, the answer, and what the person said to it.</source>
        <translation>Was davor stand, die Antwort, und was die Person dazu sagte.</translation>
    </message>
    <message>
        <source>What was skipped</source>
        <translation>Was übersprungen wurde</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>What you decided is saved. The details below help to mend it; they hold no words of your logs.</source>
        <translation>Was Sie entschieden haben, ist gespeichert. Die Einzelheiten unten helfen beim Beheben; sie enthalten keine Wörter aus Ihren Protokollen.</translation>
    </message>
    <message>
        <source>Where may the project be kept?</source>
        <translation>Wo darf das Projekt liegen?</translation>
    </message>
    <message>
        <source>Whether one label, or one category of feedback, outweighs the others.</source>
        <translation>Ob ein Etikett oder eine Kategorie von Feedback die anderen überwiegt.</translation>
    </message>
    <message>
        <source>Whether wanted answers differ from unwanted ones by their length alone.</source>
        <translation>Ob erwünschte und unerwünschte Antworten sich allein durch ihre Länge unterscheiden.</translation>
    </message>
    <message>
        <source>Who speaks</source>
        <translation>Wer spricht</translation>
    </message>
    <message>
        <source>Without a row: {reasons}</source>
        <translation>Ohne Zeile: {reasons}</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Write a better answer</source>
        <translation>Eine bessere Antwort schreiben</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Eine Notiz schreiben</translation>
    </message>
    <message>
        <source>Write a note on {count} selected</source>
        <translation>Eine Notiz zu {count} ausgewählten schreiben</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Your name…</source>
        <translation>Ihr Name…</translation>
    </message>
    <message>
        <source>Your preferences can neither be read nor put aside: {why}.</source>
        <translation>Ihre Einstellungen können weder gelesen noch beiseitegelegt werden: {why}.</translation>
    </message>
    <message>
        <source>Your preferences cannot be read: {why}.</source>
        <translation>Ihre Einstellungen können nicht gelesen werden: {why}.</translation>
    </message>
    <message>
        <source>Your preferences could not be read; they are kept as {name} and start anew.</source>
        <translation>Ihre Einstellungen konnten nicht gelesen werden; sie liegen als {name} und beginnen neu.</translation>
    </message>
    <message>
        <source>about {count}</source>
        <translation>etwa {count}</translation>
    </message>
    <message>
        <source>and {count} more; search finds them</source>
        <translation>und {count} weitere; die Suche findet sie</translation>
    </message>
    <message>
        <source>answer after a correction</source>
        <translation>Antwort nach einer Korrektur</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>better answer by a person</source>
        <translation>bessere Antwort einer Person</translation>
    </message>
    <message>
        <source>by conversation</source>
        <translation>nach Gespräch</translation>
    </message>
    <message>
        <source>by near duplicates</source>
        <translation>nach fast gleichen</translation>
    </message>
    <message>
        <source>by person</source>
        <translation>nach Person</translation>
    </message>
    <message>
        <source>by time, oldest for training</source>
        <translation>nach Zeit, älteste zum Training</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>characters / 4</source>
        <translation>Zeichen / 4</translation>
    </message>
    <message>
        <source>columns not known</source>
        <translation>Spalten nicht bekannt</translation>
    </message>
    <message>
        <source>conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>feedback</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>Anpassungen</translation>
    </message>
    <message>
        <source>in 1 message</source>
        <translation>in 1 Nachricht</translation>
    </message>
    <message>
        <source>in {count} messages</source>
        <translation>in {count} Nachrichten</translation>
    </message>
    <message>
        <source>judged answer</source>
        <translation>beurteilte Antwort</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>needs context</source>
        <translation>braucht Zusammenhang</translation>
    </message>
    <message>
        <source>not my language</source>
        <translation>nicht meine Sprache</translation>
    </message>
    <message>
        <source>praised answer</source>
        <translation>gelobte Antwort</translation>
    </message>
    <message>
        <source>recognised by usual words</source>
        <translation>an üblichen Wörtern erkannt</translation>
    </message>
    <message>
        <source>regenerated answers</source>
        <translation>neu erzeugte Antworten</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>rows flagged</source>
        <translation>Zeilen gekennzeichnet</translation>
    </message>
    <message>
        <source>the first row</source>
        <translation>die erste Zeile</translation>
    </message>
    <message>
        <source>the first {count} rows</source>
        <translation>die ersten {count} Zeilen</translation>
    </message>
    <message>
        <source>thumbs</source>
        <translation>Daumen</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>unclear</source>
        <translation>unklar</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>{action} ({count} selected)</source>
        <translation>{action} ({count} ausgewählt)</translation>
    </message>
    <message>
        <source>{all}, {left} to settle</source>
        <translation>{all}, {left} zu klären</translation>
    </message>
    <message>
        <source>{category}: other words</source>
        <translation>{category}: andere Wörter</translation>
    </message>
    <message>
        <source>{check}: 1 row is flagged and stays.</source>
        <translation>{check}: 1 Zeile ist gekennzeichnet und bleibt.</translation>
    </message>
    <message>
        <source>{check}: {count} rows are flagged and stay.</source>
        <translation>{check}: {count} Zeilen sind gekennzeichnet und bleiben.</translation>
    </message>
    <message>
        <source>{count} at random</source>
        <translation>{count} zufällige</translation>
    </message>
    <message>
        <source>{count} by category</source>
        <translation>{count} nach Kategorie</translation>
    </message>
    <message>
        <source>{count} conversations</source>
        <translation>{count} Gespräche</translation>
    </message>
    <message>
        <source>{count} conversations in {{rows}}.</source>
        <translation>{count} Gespräche in {{rows}}.</translation>
    </message>
    <message>
        <source>{count} decided before left alone</source>
        <translation>{count} früher entschiedene nicht angerührt</translation>
    </message>
    <message>
        <source>{count} duplicates</source>
        <translation>{count} doppelt</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>{count} Dateien</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} Std.</translation>
    </message>
    <message>
        <source>{count} left alone</source>
        <translation>{count} nicht angerührt</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} Min.</translation>
    </message>
    <message>
        <source>{count} minutes ago</source>
        <translation>vor {count} Minuten</translation>
    </message>
    <message>
        <source>{count} of them decided already</source>
        <translation>{count} davon schon entschieden</translation>
    </message>
    <message>
        <source>{count} problems</source>
        <translation>{count} Probleme</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} Zeilen</translation>
    </message>
    <message>
        <source>{count} rows are of no category: thumbs, or better answers</source>
        <translation>{count} Zeilen haben keine Kategorie: Daumen oder bessere Antworten</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} s</translation>
    </message>
    <message>
        <source>{files}, {size}</source>
        <translation>{files}, {size}</translation>
    </message>
    <message>
        <source>{first} → {second}</source>
        <translation>{first} → {second}</translation>
    </message>
    <message>
        <source>{known}, {count} unknown</source>
        <translation>{known}, {count} unbekannt</translation>
    </message>
    <message>
        <source>{name} and {count} more</source>
        <translation>{name} und {count} weitere</translation>
    </message>
    <message>
        <source>{rows} so far</source>
        <translation>bisher {rows}</translation>
    </message>
    <message>
        <source>{rows} to {folder}</source>
        <translation>{rows} nach {folder}</translation>
    </message>
    <message>
        <source>{value}  ({low} to {high})</source>
        <translation>{value}  ({low} bis {high})</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>„{words}“</translation>
    </message>
    <message>
        <source>… {count} characters more</source>
        <translation>… {count} weitere Zeichen</translation>
    </message>
    <message>
        <source>✓ settled</source>
        <translation>✓ geklärt</translation>
    </message>
</context>
</TS>
