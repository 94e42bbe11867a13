using ApSpec.Bench;
using ApSpec.Bench.Peers;
using BenchmarkDotNet.Running;

// `apspec bench` compares with peers; without a first word of its own the program is BenchmarkDotNet's.
switch (args)
{
    case [PeersCommand.Name, .. var rest]:
        return PeersCommand.Run(rest);
    case [OwnSearch.Command, var revision, var scope, var mode, var threads]:
        OwnSearch.Search(revision, scope, Enum.Parse<OwnMode>(mode), int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    default:
        BenchmarkSwitcher.FromTypes([typeof(TraceLoop), typeof(StateSearch), typeof(KernelCall), typeof(DriverLoop)]).Run(args);
        return 0;
}
