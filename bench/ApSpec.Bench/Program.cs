using ApSpec.Bench;
using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromTypes([typeof(TraceLoop), typeof(StateSearch), typeof(KernelCall), typeof(DriverLoop)]).Run(args);
