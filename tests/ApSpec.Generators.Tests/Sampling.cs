using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Generators.Tests;

/// <summary>Samples that are the same in every run.</summary>
internal static class Sampling
{
    public static T[] Draw<T>(this Gen<T> generator, int count, int size) => generator.Sample(count, new Rnd(2026, 7), size);
}
