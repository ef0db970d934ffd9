/** The help of the command line, in both languages. Options are named once, in `vigie.ts`. */
export const HELP = {
  fr: {
    program: "Exécute un contrat d'infogérance : ce qui a été mesuré, ce qui est dû, et pourquoi.",
    help: 'affiche cette aide',
    json: 'écrit du JSON',
    lang: 'langue : fr ou en (ou la variable VIGIE_LANG)',
    examples: `Exemples
  vigie check contrat.yaml
  vigie close contrat.yaml --facts tickets.csv interruptions.csv --month 2026-04 -o avril.json
  vigie explain avril.json restore-p1.penalty --facts tickets.csv
  vigie verify avril.json

Codes de sortie : 0 tout va bien ; 1 le contrat ou les faits comportent une erreur ;
2 commande incomprise ; 3 décompte non vérifié ; 4 fichier illisible ou machine en défaut.
`,
    commands: {
      check: {
        what: 'contrôle un contrat : place, raison et remède de chaque erreur',
        example: 'Exemple : vigie check contrat.yaml --lang en\n',
      },
      terms: {
        what: 'montre ce qui est convenu ; --core montre la réécriture en langage noyau',
        example: 'Exemple : vigie terms contrat.yaml --core\n',
      },
      close: {
        what: 'clôture un mois : mesure, pénalités, plafonds, total',
        example: `Exemple : vigie close contrat.yaml --facts journal.csv.gz --zone Europe/Paris --month 2026-04
Les heures sans fuseau demandent --zone. Sans --as-of, tout ce que disent les fichiers est connu.\n`,
      },
      explain: {
        what: "explique une ligne, un niveau, un plafond ou l'histoire d'un ticket",
        example: `Exemples : vigie explain avril.json
  vigie explain avril.json restore-p1.penalty
  vigie explain avril.json INC0000047 --facts journal.csv.gz --zone Europe/Paris\n`,
      },
      verify: {
        what: 'refait chaque étape ; avec --facts, recalcule tout et compare octet pour octet',
        example: 'Exemple : vigie verify avril.json --facts journal.csv.gz --zone Europe/Paris\n',
      },
      demo: {
        what: 'clôture le mois de démonstration sur un vrai journal de tickets',
        example: 'Exemple : vigie demo --lang en\n',
      },
    },
    options: {
      contract: 'fichier du contrat (YAML)',
      settlement: 'fichier du décompte (JSON, écrit par close --output)',
      line: "nom d'une ligne, d'un niveau, d'un plafond, ou identifiant d'un ticket",
      core: 'montre le langage noyau',
      facts: 'fichiers de faits : CSV (.gz admis) ou YAML',
      month: 'mois à clôturer, AAAA-MM',
      mapping: 'correspondance : nom du catalogue ou fichier YAML (sinon reconnue à ses colonnes)',
      zone: 'fuseau des heures qui n’en ont pas, par exemple Europe/Paris',
      asOf: 'instant auquel les faits sont connus, par exemple 2026-05-10T18:00:00+02:00',
      output: 'écrit le décompte dans un fichier',
    },
  },
  en: {
    program: 'Runs an IT outsourcing contract: what was measured, what is owed, and why.',
    help: 'show this help',
    json: 'write JSON',
    lang: 'language: fr or en (or the variable VIGIE_LANG)',
    examples: `Examples
  vigie check contract.yaml
  vigie close contract.yaml --facts tickets.csv outages.csv --month 2026-04 -o april.json
  vigie explain april.json restore-p1.penalty --facts tickets.csv
  vigie verify april.json

Exit codes: 0 all is well; 1 the contract or the facts have an error; 2 the command was not
understood; 3 the settlement does not verify; 4 a file cannot be read or the machine failed.
`,
    commands: {
      check: {
        what: 'check a contract: place, reason and remedy of each error',
        example: 'Example: vigie check contract.yaml --lang fr\n',
      },
      terms: {
        what: 'show what was agreed; --core shows the rewriting into the core language',
        example: 'Example: vigie terms contract.yaml --core\n',
      },
      close: {
        what: 'close a month: figures, penalties, caps, total',
        example: `Example: vigie close contract.yaml --facts log.csv.gz --zone Europe/Paris --month 2026-04
Times without a zone ask for --zone. Without --as-of, all that the files say is known.\n`,
      },
      explain: {
        what: 'explain a line, a level, a cap, or tell the story of a ticket',
        example: `Examples: vigie explain april.json
  vigie explain april.json restore-p1.penalty
  vigie explain april.json INC0000047 --facts log.csv.gz --zone Europe/Paris\n`,
      },
      verify: {
        what: 'do every step again; with --facts, compute all again and compare to the byte',
        example: 'Example: vigie verify april.json --facts log.csv.gz --zone Europe/Paris\n',
      },
      demo: {
        what: 'close the demonstration month on a real ticket log',
        example: 'Example: vigie demo --lang fr\n',
      },
    },
    options: {
      contract: 'contract file (YAML)',
      settlement: 'settlement file (JSON, written by close --output)',
      line: 'name of a line, a level or a cap, or the identifier of a ticket',
      core: 'show the core language',
      facts: 'files of facts: CSV (.gz too) or YAML',
      month: 'month to close, YYYY-MM',
      mapping: 'mapping: a name of the catalogue or a YAML file (else known by its columns)',
      zone: 'zone of the times that have none, for example Europe/Paris',
      asOf: 'instant at which the facts are known, for example 2026-05-10T18:00:00+02:00',
      output: 'write the settlement to a file',
    },
  },
} as const
