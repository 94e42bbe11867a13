using ApSpec.Kernel;
using BenchmarkDotNet.Attributes;

namespace ApSpec.Bench;

/// <summary>What a synchronous <see cref="KernelTask"/> costs beside a plain method; the goal is a plain call and no allocation.</summary>
[MemoryDiagnoser]
public class KernelCall
{
    private const int Calls = 1_000;

    /// <summary>An async kernel function that awaits another.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public int Nested()
    {
        var sum = 0;
        for (var i = 0; i < Calls; i++)
            sum += Outer(i).GetResult();
        return sum;
    }

    /// <summary>An async kernel function that awaits nothing pending.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public int Single()
    {
        var sum = 0;
        for (var i = 0; i < Calls; i++)
            sum += Inner(i).GetResult();
        return sum;
    }

    private static async KernelTask<int> Outer(int value) => await Inner(value) + 1;

    private static async KernelTask<int> Inner(int value)
    {
        await KernelTask.Completed;
        return value;
    }
}
