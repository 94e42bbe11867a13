using ApSpec.Bench;
using ApSpec.Bench.Interleavings;
using ApSpec.Bench.Peers;
using ApSpec.RealDriver.Build;
using BenchmarkDotNet.Running;

// `apspec bench` compares with peers; without a first word of its own the program is BenchmarkDotNet's.
switch (args)
{
    case [PeersCommand.Name, .. var rest]:
        return PeersCommand.Run(rest);
    case [OwnSearch.Command, var revision, var scope, var mode, var threads]:
        OwnSearch.Search(revision, scope, Enum.Parse<OwnMode>(mode), int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case [OwnInterleavings.Command]:
        OwnInterleavings.Search();
        return 0;
    case [DriverScheduleSearch.Command, var driver, var rounds]:
        return DriverScheduleSearch.Search(driver, int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture));
    case [.. var verb, var library] when verb.SequenceEqual(SelfTestProcess.Verb):
        return SelfTestProcess.Serve(library) ? 0 : 2;
    default:
        BenchmarkSwitcher.FromTypes([typeof(TraceLoop), typeof(StateSearch), typeof(KernelCall), typeof(DriverLoop)]).Run(args);
        return 0;
}
