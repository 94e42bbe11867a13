using System.Xml.Linq;

namespace ApSpec.House;

public sealed class PublicApiTests
{
    [Fact]
    public void Types_of_packages_do_not_show_in_the_public_api()
    {
        Assert.InRange(ProductAssemblies.All.Count, 13, int.MaxValue);
        Judge.NoFindings(
            from assembly in ProductAssemblies.All
            let project = ProductAssemblies.ProjectOf(assembly)
            from type in assembly.GetExportedTypes()
            from shown in PublicApi.Of(type)
            let package = PackageOf(shown.Shown)
            let mayShow = Allowed.ShownBy.GetValueOrDefault(package)
            where mayShow is not null && !mayShow.Contains(project)
            select $"{project}: {shown.Member} shows {shown.Shown} of {package}");
    }

    [Theory]
    [InlineData(typeof(Base))]
    [InlineData(typeof(Field))]
    [InlineData(typeof(Property))]
    [InlineData(typeof(Parameter))]
    [InlineData(typeof(Argument))]
    [InlineData(typeof(Constraint<>))]
    [InlineData(typeof(Protected))]
    public void A_type_that_shows_is_seen(Type type)
    {
        Assert.Contains(PublicApi.Of(type), s => PackageOf(s.Shown) == PackageOf(typeof(XDocument)));
    }

    [Fact]
    public void A_type_used_inside_only_is_not_seen()
    {
        Assert.DoesNotContain(PublicApi.Of(typeof(Inside)), s => PackageOf(s.Shown) == PackageOf(typeof(XDocument)));
    }

    private static string PackageOf(Type type) => type.Assembly.GetName().Name!;

    // Samples: a type of another assembly (XDocument's) shown in each way there is.
    internal sealed class Base : XDocument;

    internal sealed class Field
    {
        public readonly XDocument Shown = new();
    }

    internal sealed class Property
    {
        public XDocument? Shown { get; init; }
    }

    internal sealed class Parameter
    {
        public static string? Text(ref XDocument[] shown) => shown.ToString();
    }

    internal sealed class Argument
    {
        public static Func<int, List<XDocument>>? Shown() => null;
    }

    internal sealed class Constraint<T>
        where T : XDocument;

    internal abstract class Protected
    {
        protected abstract XDocument Shown();
    }

    internal sealed class Inside
    {
        private readonly XDocument inside = new();

        public override string ToString() => inside.ToString();
    }
}
