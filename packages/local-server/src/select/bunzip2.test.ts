import { describe, expect, test } from 'vitest'
import { bunzip2 } from './bunzip2.js'

// Made by bzip2 1.0.8.
const small = Buffer.from('QlpoOTFBWSZTWbJLgeoAAANZAAAQAAQwADAAIAAhkxqDALcCF4u5IpwoSFklwPUA', 'base64')
const long = Buffer.from(
  'QlpoMTFBWSZTWUh23aYAKld/////////////////////////////////////////////4Bm+AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAASYACYAAmAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACTAATAAEwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAASYACYAAmAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACTAATAAEwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAClVVKPKemaUzJmjQYmhMammamZDKeho0p+QAATNE009TTJiNonoEzImjJhHoCMJo0zQCYBGKn6MCYBMJ6Gk9AJiMCYaE2kaNKJMABMAATAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADec+/6Fn0WfZ8S+KLOxexF6cXmxZuLxIu+i7iLs4uvi6iLoov0RczFylI5CLjIuIiwMX2ovsRbxF9OLbYtmix8WNixUWrxanFp8WGiw2oC/7i9KLwIsHFy8WlRbtFo0WxxaFFoUX94vSi5mLQotni0aL5gvoRaNF3kW/xYiL/2L34vYi9eLyYtXi8eLxov4xdpF+6LMxYGLkYuQi4OLgouBiwsXARZKLJRYeLHxadF/mLaYshFp0XgxY2LpItIi5+LjYtni+O1TQx8uL3Yv+sRFn18+LQIveiyMXcxc1FysXyotui0KLDxeVF4MX74usi0mLn4uai1OLjYslFgovUi8mLCRdZFzEXGxerF5cXLRavFvUWCi3iLGxdlFpMXLxYmL1Ys1F0MXKRYeLBRfHF7kWOi62LMRY2L/MWgRcpFtkWSiy8WwxZWLTIt3i3CLFxfJF/iL4ovfi3mL2YvXi/pF9eLcYvNi+lF5EXjxfci8CL58WVi/fF3MWOi7KLr4uDi66LXYt8i6GLGRc7FzkXMRcrFu8WEiykW+xblF40W8RaRF10W9xcHF+OLX4s9FnouDi7OLpYtgi2KLVItuiwUXLxYyL8UWyxfxi1aLj4tpizsWciwEW2Rc1FpUX/IvQiwsW7ReDF0cWei1KL6cXXRclF0sXQxalFxMW0Rfzi0iLMxYWLc4s9F/eLeYvNiw0XbxdtFjosdF/qL24vai0uLBxeHFlov2xfVi1OLJRfZi5uLj4ujiyEWkxbXFpEWsxcxFwUXiRcRFqsWqxajFqsWvxZeLUItHi12LRYvAiy8WixaxFocWrxc7Fx0WGi5uLKRcdFhospFtEX3YvsxenFvUWhRfNi5+Ls4tGiw0XwRfKix8XiRd5Fk4tvi4WLHxcfFusWEi7KLVYuHi/HF0EXDxf4iyMWHiwcWYi4aL+sWIi5OLT4sFFwUXiRctF/CLvItLi9qLz4v9xcrF8UWdixMWcizkXjRd5FrkXvRefF2EWtRZeLYIsNF0kWsxdlF48WtRffi1eLuYuYi+hF8MWOi9OL8UWzRcBFrkX94txi4KLWYsNFpsXMxaBFw8XURa/FzkW1RbVFnosRFzEXLxbnF4sWrRZWLyYuGi7+Lb4spFyEWUi9SLh4vfi3OL0Yuai/fFuUXQRYKLXYumi3mLGxfPi7iL44twi6CLX4tXiwMXKxZCL+cXnReZFvsWEi+SLPRabFv0WwRcPFyEXUxfTixUXfxaxFxUWZi26LAxcnFrsXuRaJF/yL5Iuii/1F70WQi9mL14u2ixcX54tSi3SLMxaxFrMXkRZOL6EWUi7+Lf4vyxdlF0UWWix8XhxdhF2cX7EXgxbRFykW9ReJFoUWEiycW4Rb5F+2LUYvXixMWJi0iLqYsRFvEXDRZaLt4snFucWvRZ/Fz0X/0Wciy0WYi9qL7cXnRctF0sXkIvDi3CLRItBi3mLsotxi3uLDRYyLGRYeLi4vrRcVF1sXdRaVFysWOi3WL60XgxazF5UW0xbTF92LVIshFkIuti2aL+UXGxe7F7kW5Rfei2yLuov/0WZiwkXUxaZF5sX1IuhixsWsRbhF9CLfotwi+lFmItui0eLVItvi4iL24spF/CLsovZiy0W1xZWLh4uOi6mL0Is3Fs8WWi8iLtIv9RZaLLxclF1sX34s7FnYuQi1aLBxZmLlotoi8uLIxfqi86Lf4sBFhosVF5UWfxYiLcItwixcW1RbJFskWBi3OL+UXMxeBF/SLzYu4i8yLnYuKi9+LR4toi6eL1ItKi1CLqovgi6uLzItJi5yLCxdrFtsWvxa/Fgotbi8uLu4tRi/7izUXFRaTF6MWoRdvF4EW1xenF38W3xb5FqMW8xePF+iLERfwi36Lo4v6xfBFo8XhxdpFi4upi9aLg4v1xdtFr0WUiwkXARcbFg4sHFx0XGxcJF9yLpYvDi1aLUYvVi1iL8kWFi9KL0otXiwEXdRYqL2IsDFj4vfi32LjYsFF8kWTiwcXORc9F+WLiYsBFjIsPF3UWtRa7FqkXxRZKLz4v2Re3F7EXoxfKi4qLaostF2MWjRadFi4snFycWnRa5F1kXAxetFtUWoRY+LIxYmLwYsTFlItai7+LPouHi/XFusXKxfgi2WLY4stFsMX/kW1RdrFiIsbFukWUzkWKi1KLxYtJi4KL5kWKi4+LDRd9FoMXRxaJaQSVcL/0JKsnFhYvqxatFm4tMi7qLQSSrm4u6i+GLaItliwMX/IuZiw8XYxfMi4KL0IsBF8UXhxaZF/SLjIusiw8WwRfci7WLbotUi/nFwMWdi4mL1IvwRb5FkYtniyMWzxc/F+GLTYtbi9OLkIuqi/pF1EX34uRi/xFhot2ixUXeRfsi6+LYYuWi6eLd4uri4JFq8WSi8yLaotWi4OLfYtUi5eLUovOiwsX5osFF9uL0YsnFmYt0i9eL88XcRbHFzEXixc/FjIvai7aLb4sPF20XzIvGi+7F9SLb4shFrEW2xbbFjotpi+GLHxcHFy8XvxcFF+WLfou9i5mLGRfaizsX4EXjRa3FhYs7FpMXKRZuL5sXWRbBFrMWxxYOLsIsJFuUXJxcBFsMX5ovsRYSLCRePF9uL6MWrRcrFrcWiRZiLExfzi6OL80WPi7SLbovSi6eL60WqxezF8yLcYu7i6uLnIsBF/SLvYtaiw8WRi+OLxItoi2KLiYsVF8MWci6WLIRe9F8cXJxYSLXouEi96LPRb1FqUXhRbbF9WLExZWLoIt7i6aLFRc/FvEXvxcXFuUXPRdBFgIsZFj4uhi/PFkYt2iycWnRerF4kWIpHNotIRezFn8XBxfVi8uLGRbzF9GLNxZKLKxeRFl4thiz0WTiz0W9xcjFpkXHRaRFv8X4osbF+CLXouhi6aL34uci/1FssX7ovZi1qLZosxFs8XVRfBFqsX+Itpi9qLtovbi7GLHRadFxMWuxchFt0XQxbbFlYuOi4+Lb4srFokXdxYmL58WvxbvF1MW6RY+L6UXnxaFF08XaxchF7sWxRbjF38X8YsBF7sWdi72LSYuOi8SLBxbjFyMXixc/F9SLPRb/F8EXSxdpFjov1xbJFw8WLiz0XfRaZFv8WHiwUWqxe3FtUXuRdgi7mLQIuri3CLJRcfFvUWwxa5FrcWOi0OLWovYi+GLCxYKLCRYSLrot3izUXsxa5Fy0W/xZmLcYuFi7KLvYvnRctFv0XeRdnF3kWrxdzF2MXzostFsMXKRdhF7cXwRZqLy4vyxb3FukWdiysXaxebF+SLXou+i/BFmovwxaDFmotAi+CLbIvMi92LWovIi2WLx4tQi2yLaIsZFrMWAi2qLyItJi9OLxIvbi3SL14vEix8WoxYuLnovJizEWoRbNFzUW7Re5FusWbi2qLcovyRepFs0XlRZCLDRbxF7EWwReRF1cX4otLiwcWbi0eLjovXi+dF0UWlRd5F3UW8xcbF58WLi3OLWovyRYaLTIttiy0Wpxa/FqEXdxcVF3MWjxYyLYIv3xcRFosWsRdjFm4uki8yL3Iuyi8GLkotRi4yLCRatF3cXXRd9FgItni2CL1Yu7i5qLT4tri8KLZYufi72Li4u0i52LCRf5i0SLdIvvRclFiovFi9WLFRcXF5kXgxf7iwMXNxZeLl4v2xevF2qLz4snFxEWCi42LQYsFF0kXMxcNFosXVRbdFnYuKixUXJRYiLXYtei7OLIxdnFoUWvRd/F50XexbhF9mL4Ys9F+CLwIvpxZ6LaIvIi4SL9UXlRbtFp0WlxcLF00XbxaBF4cXXxY6LsYv0xd5Fi4vTi52LwovqxZGLVovsxfui8+LbYslF3MXURZWLS4svFlotzi0WLnov0Rfki6eLbosXFtkWCi8iL1ovxxehF5kXrRdPFm4sDFiYvJi9GLARadF0UXJxc9FmIuGRa/Fr8XMxfoi16LWouFi1eLjYuti+VF1MXNRYqLJxaJF58WzxbZFhYvQi2aLORZCLr4stFz0WoxbhFq8WnxbnFxkXbxdNFukXoRcjF40XDRejF/aLVItiizcWVi9WL2ov5xcdFzEXWRfKi9KL9cWEi3GLfIvpxahF0UWKixUXYRdZF1kWpxcNFl4u2i+vFucWwRZmL/UWOiyEWXi+SLjYspFyUWzRdBFnkX1It2i9CLGRehF6EX94tKi+1Fl4tHi4uLSItDizEWwRaRFh4tei76Li4u+i4uLQ4u/i2OL5sWEi8GLKReFF6MWkxfJFqUXexazFuUXcRcRF6kXuxZqLTov6xY2L/kWIi3WLvovFi9eL2Yvei3uLLxZmLBxeFFyMXURfyi3mLxYvKi1iLAReRFiYuRiz+L34uAi+vF4UWci0aLHRdNFskWbi6OLfItni6mLuou2i6OL6UXDxaPFo8WtxYCLAxaNFh4tCi6WLdItyi4+LgYuWi6iLGxY2LGRZSLWYvGi+xFnItri0mLT4sRFwcX64toiwMWVi7yLbIvtxdXFkovZi36LWIt9i3iLlYu0i9SLfIvxRfmi8CLhouji9iLx4vDi8+Lj4ubiwkX1IsHF9yLCRbnF2EWyRdfF/CL8MXnxYWLWYs1F30WQi4mLERYCLZ4sXFxcWdi0qLIxfpi92L3ovGi6OLCRehFmIuOi9KLP4tDi1+LJRfdi3WLXIuQi3yLRItViwMXAxc9FsEXaxbdFxEWrRadF28WjxfNi02LuIsVFzsXvxfQi2qLT4tVizsX3ovDixEWIi4KL3YvOi4mLoIt4i86LYYs1F5sWxRZiLYItBi6qLJRfSi3eLNxaHF0kXLxYGLWovJi5eLTYtPi/PFoUWRi2mLNRdbF8+LUot2i2uL1ovbi7WLn4v7RbNFqsWGizkX6ot9i4SLfIubi6yLBRf5i0GLtoukizMXiRabFw8XVRfOi9WLRYuxiwcXxxZyLWovGi0+LrovHiwsWAi0yLfovJi2eL1YuBi8qL90WiRcZF4MX+85FiItci+5Fv8WiReBFjYsbFu0XrRfBFm4v6xZiLZIu0i9eL7UXdRerF9iLxYsJFpcX+4s1Fm4t5iwcW4xezFrkX/sXhxdbFn8W5xa7Fm4uPizMWqxd7F8uLuovOi2WLbYtti22LmYsRFtkWfxb5F5cXCRfli5qL7UW7xctFiYvxxbvF0EWoRc1Fx0XYxZiLo4tNi9qLmIu1i2iL+MWWi+KLNRZWLlov8xYWL5cWTi2KL88XIxfpi4OLjIuTixUWIi+/FjItEi0CLrItPi4CLY4uAiwsXfxZyLfItOi1KL+0XLRbnFhouui9WLQouLi4iL6MWuRd1F50XGRerFu0X7YvBi9CL14vXi4WLhIsxFhIvki4qLeosVF/yLdrfItTi0Ukq0WLHRcPFiYv/IuHi2WLgosVFnItki92L78W3Rc3Fi4vCixkWxRfqi/jF/9F1kXcRYOL+sX/8XckU4UJBIdt2mA=',
  'base64',
)
const empty = Buffer.from('QlpoORdyRThQkAAAAAA=', 'base64')

async function read(bytes: Uint8Array, pieceBytes = bytes.byteLength): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of bunzip2(cut(bytes, pieceBytes))) {
    expect(piece.byteLength).toBeLessThanOrEqual(65_536)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

async function* cut(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

describe('bzip2', () => {
  test('is decompressed, however it is cut', async () => {
    for (const pieceBytes of [1, 7, 1000]) expect((await read(small, pieceBytes)).toString()).toBe('a,1\nb,2\n')
    expect(await read(empty)).toHaveLength(0)
  })

  test('of several blocks, with long runs and every byte', async () => {
    const content = Buffer.concat([
      Buffer.alloc(250_000, 'a'),
      Buffer.from(Array.from({ length: 51_200 }, (_, index) => (index * index) >> 4)),
      Buffer.alloc(1000, 7),
    ])
    expect((await read(long)).equals(content)).toBe(true)
  })

  test('of several streams is all of them', async () => {
    expect((await read(Buffer.concat([small, empty, small]))).toString()).toBe('a,1\nb,2\na,1\nb,2\n')
  })

  test('that is damaged anywhere, or cut anywhere, is refused', async () => {
    for (let at = 0; at < small.byteLength; at++) {
      const damaged = Buffer.from(small)
      damaged[at]! ^= 0x10
      const outcome = await read(damaged).then(String, (error) => error.code)
      expect(outcome, `byte ${at}`).toBeOneOf(['Bzip2DecompressError', 'a,1\nb,2\n'])
      if (at < 4 || (at > 14 && at < 30)) expect(outcome, `byte ${at}`).toBe('Bzip2DecompressError')
      await expect(read(small.subarray(0, at || 1)), `cut at ${at}`).rejects.toMatchObject({ code: 'Bzip2DecompressError' })
    }
  })
})
