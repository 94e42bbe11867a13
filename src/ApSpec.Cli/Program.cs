using ApSpec.Cli;

Interrupt.Watch();
return Entry.Run(args, StandardStream.Output, StandardStream.Error);
